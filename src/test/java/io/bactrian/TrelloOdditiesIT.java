package io.bactrian;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.access.Caller;
import io.bactrian.simulate.trello.Trello;
import io.bactrian.simulate.trello.TrelloSettings;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is told in another way by Trello than by anybody else. A tool whose name begins with {@code without} is ours less one cure. */
@Tag("proof")
class TrelloOdditiesIT {
    private static final String TOOL = "tool.yaml";
    private static final String CARDS = "streams/cards.yaml";
    /** How fast it may be asked in general is none of this. */
    private static final String USUAL_LIMITS = "(?m)^ +(?:token|key): \\{requests.*\\n";

    @RegisterExtension
    static final WeakenedService service = new WeakenedService(
            "trello",
            tools -> tools.add("tireless", TOOL, USUAL_LIMITS, "")
                    .add("without-members", TOOL, USUAL_LIMITS, "")
                    .and("without-members", TOOL, "(?m)^ +members: .*", "  members: {requests: 100000, per: 1s}")
                    .add("without-roles", TOOL, USUAL_LIMITS, "")
                    .and("without-roles", CARDS, "(?m)^ +type: /cardRole\\n", "")
                    .add("without-pages", TOOL, USUAL_LIMITS, "")
                    .and(
                            "without-pages",
                            "streams/actions.yaml",
                            "filter: all, since",
                            "filter: all, limit: 1000, since")
                    .and("without-pages", "streams/actions.yaml", "(?m)^paging: .*", "paging: {kind: none}")
                    .add("without-archived", TOOL, USUAL_LIMITS, "")
                    .and("without-archived", "streams/lists.yaml", ", query: \\{filter: all}", "")
                    .add("typeless", TOOL, USUAL_LIMITS, "")
                    .and("typeless", CARDS, ", as: (?:number|boolean)\\}", "}"));

    @RegisterExtension
    final TrelloSide side =
            new TrelloSide(TrelloSettings.defaults().withBoards(1).withCards(4).withLimits(100_000, 30));

    private Trello trello;
    private SyncedTool synced;

    @BeforeEach
    void takeTrello() {
        trello = side.trello();
    }

    /** Of what is below {@code /members/} little may be asked for, whatever else may. */
    @Test
    void membersAreAskedForNoMoreOftenThanTheyMayBe() {
        assertThat(refusalsOfMembers("tireless")).isZero();
    }

    @Test
    void withoutALimitOfTheirOwnMembersAreRefused() {
        assertThat(refusalsOfMembers("without-members")).isPositive();
    }

    private int refusalsOfMembers(String tool) {
        connect(tool);
        AtomicInteger refused = new AtomicInteger();
        side.simulated().exchanges().listen(exchange -> refused.addAndGet(exchange.status() == 429 ? 1 : 0));
        for (int tests = 0; tests < 20; tests++) {
            service.running()
                    .operations()
                    .testIntegration(Caller.SYSTEM, synced.integration().id());
        }
        return refused.get();
    }

    /** A mirror is a card of its own that shows another one, and is counted twice by whoever cannot tell. */
    @Test
    void aMirroredCardIsToldFromTheOneItShows() {
        assertThat(typeOfAMirror("tireless")).containsExactly("mirror");
    }

    @Test
    void withoutItsRoleAMirroredCardIsACardLikeAnyOther() {
        assertThat(typeOfAMirror("without-roles")).containsExactly("card");
    }

    private List<String> typeOfAMirror(String tool) {
        String mirror = trello.change("mirror", trello.ids("cards").get(0));
        connect(tool);
        synced.full();
        return synced.texts("select coalesce(type, 'card') from work.items where external_id = '" + mirror + "'");
    }

    /** One request brings a thousand actions at most, the newest, and does not say that there are more. */
    @Test
    void allActionsOfABusyBoardAreRead() {
        assertThat(actionsLost("tireless")).isZero();
    }

    @Test
    void withoutPagesTheOldActionsOfABusyBoardAreLost() {
        assertThat(actionsLost("without-pages")).isPositive();
    }

    private int actionsLost(String tool) {
        String card = trello.ids("cards").get(0);
        for (int change = 0; change < 1100; change++) {
            trello.change("rename", card);
        }
        connect(tool);
        synced.full();
        return trello.ids("actions").size() - synced.ids("actions").size();
    }

    /** The lists of a board are the open ones, unless all are asked for; cards stay in those that were archived. */
    @Test
    void archivedListsAreThere() {
        assertThat(listsMissed("tireless")).isEmpty();
    }

    @Test
    void withoutAskingForAllArchivedListsAreMissed() {
        assertThat(listsMissed("without-archived")).hasSize(1);
    }

    private List<String> listsMissed(String tool) {
        connect(tool);
        synced.full();
        List<String> held = synced.ids("lists");
        return trello.ids("lists").stream().filter(list -> !held.contains(list)).toList();
    }

    /** The values of fields are texts, whatever the fields are. */
    @Test
    void numbersAndTicksAreWhatTheirFieldsAre() {
        assertThat(typesOfValues("tireless")).containsExactly("a_checkbox boolean", "a_number numeric");
    }

    @Test
    void withoutTheirTypesNumbersAndTicksStayTexts() {
        assertThat(typesOfValues("typeless")).containsExactly("a_checkbox text", "a_number text");
    }

    private List<String> typesOfValues(String tool) {
        trello.change("fill", trello.ids("cards").get(0));
        connect(tool);
        synced.full();
        return service.running()
                .texts("select column_name || ' ' || data_type from information_schema.columns where"
                        + " table_schema = 'work' and table_name = '" + tool + "_cards'"
                        + " and column_name in ('a_number', 'a_checkbox') order by 1");
    }

    private void connect(String tool) {
        synced = side.connect(service.running(), tool);
    }
}
