package io.bactrian;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.access.Caller;
import io.bactrian.connection.IntegrationStatus;
import io.bactrian.run.RunOutcome;
import io.bactrian.run.RunReport;
import io.bactrian.simulate.trello.Trello;
import io.bactrian.simulate.trello.TrelloSettings;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What Trello does that costs others records. A tool whose name begins with {@code without} is ours less one cure: with it the
 * records are lost.
 */
@Tag("proof")
class TrelloTrapsIT {
    private static final String TOOL = "tool.yaml";
    private static final String ACTIONS = "streams/actions.yaml";
    private static final String OF_CARDS = "(?m)^ {6}id: /data/card/id";
    private static final String OF_NOTHING = "      id: /data/nothing/id";
    /** How fast it may be asked is none of this. */
    private static final String OURS = "tireless";

    @RegisterExtension
    static final WeakenedService service = new WeakenedService("trello", tools -> {
        tools.add(OURS, TOOL, WeakenedTools.LIMITS, "")
                .add("without-edits", ACTIONS, "commentCard, updateComment, deleteComment", "commentCard")
                .add("without-actions", ACTIONS, OF_CARDS, OF_NOTHING)
                .add("without-either", ACTIONS, OF_CARDS, OF_NOTHING)
                .and("without-either", "streams/cards.yaml", "(?m)^census:\\n(?:^  .*\\n)+", "")
                .add("without-archived", "streams/cards.yaml", "cards/all", "cards")
                .add("without-shrinking", TOOL, "(?m)^ +- .*API_TOO_MANY_CARDS_REQUESTED.*\\n", "")
                .add("without-reading-texts", TOOL, "(?m)^ +- .*permission requested.*\\n", "");
        for (String weakened : List.of(
                "without-edits",
                "without-actions",
                "without-either",
                "without-archived",
                "without-shrinking",
                "without-reading-texts")) {
            tools.and(weakened, TOOL, WeakenedTools.LIMITS, "");
        }
    });

    @RegisterExtension
    final TrelloSide side = new TrelloSide(tireless().withBoards(2).withCards(8));

    private Trello trello;
    private SyncedTool synced;

    private static TrelloSettings tireless() {
        return TrelloSettings.defaults().withLimits(100_000, 100_000);
    }

    @BeforeEach
    void takeTrello() {
        trello = side.trello();
    }

    private void start(TrelloSettings settings) {
        side.start(settings);
        takeTrello();
    }

    /** Who edits a comment does something else, with an id of its own; the comment's own date stays, however old it is. */
    @Test
    void anEditedCommentIsReadAgain() {
        assertThat(isAnEditSeen(OURS)).isTrue();
    }

    @Test
    void withoutWhatEditsTellACommentStaysAsItWas() {
        assertThat(isAnEditSeen("without-edits")).isFalse();
    }

    private boolean isAnEditSeen(String tool) {
        connect(tool);
        synced.full();
        synced.incremental();
        String card = synced.texts("select item_id from work.comments where item_id not in"
                        + " (select item_id from work.comments where text like '%(edited)')")
                .get(0);
        trello.change("edit_comment", card);
        synced.incremental();
        return synced.number(
                        "select count(*) from work.comments where text like '%(edited)' and item_id = '" + card + "'")
                > 0;
    }

    /** A copy shows the last activity of what it was copied from, which is older than the last sync. */
    @Test
    void aCopyWithAnOldActivityIsFound() {
        assertThat(isACopyFound(OURS)).isTrue();
    }

    @Test
    void withoutWhatActionsTellItIsFoundInTheListOfIds() {
        assertThat(isACopyFound("without-actions")).isTrue();
    }

    @Test
    void withoutEitherACopyIsMissed() {
        assertThat(isACopyFound("without-either")).isFalse();
    }

    private boolean isACopyFound(String tool) {
        connect(tool);
        synced.full();
        synced.incremental();
        String copy = trello.change("copy", trello.ids("cards").get(0));
        synced.incremental();
        return synced.ids("cards").contains(copy);
    }

    /** The cards of a board are the open ones, unless all are asked for. */
    @Test
    void archivedCardsAreThere() {
        String archived = archived();
        connect(OURS);
        synced.full();

        assertThat(synced.ids("cards")).contains(archived);
    }

    @Test
    void withoutAskingForAllArchivedCardsAreMissed() {
        String archived = archived();
        connect("without-archived");
        synced.full();

        assertThat(synced.ids("cards")).doesNotContain(archived);
    }

    private String archived() {
        String card = trello.change("create", trello.ids("boards").get(0));
        trello.change("archive", card);
        return card;
    }

    /** How many cards one request may ask for is told by refusing it. */
    @Test
    void aBigBoardIsReadInSmallerPages() {
        assertThat(outcomeOfABigBoard(OURS)).isEqualTo(RunOutcome.IN_SYNC);
    }

    @Test
    void withoutSmallerPagesABigBoardIsNeverReadWhole() {
        assertThat(outcomeOfABigBoard("without-shrinking")).isNotEqualTo(RunOutcome.IN_SYNC);
    }

    private RunOutcome outcomeOfABigBoard(String tool) {
        start(tireless().withBoards(1).withCards(90).withMostCards(120));
        connect(tool);
        RunReport run = synced.full();
        // Each refusal halves the pages: 300, 150, 75, 37.
        for (int again = 0; again < 3; again++) {
            run = synced.full();
        }
        return run.outcome();
    }

    /** A 401 says either that nobody is let in, or that one thing is somebody else's: the text decides. */
    @Test
    void aBoardOfSomebodyElseLeavesTheConnectionAlone() {
        // So little that nobody is asked whether it may vanish.
        start(tireless().withBoards(2).withCards(2));
        connect(OURS);
        hideABoard();

        RunReport run = synced.full();

        assertThat(status()).isEqualTo(IntegrationStatus.CONNECTED);
        assertThat(run.outcome()).as(run.toString()).isEqualTo(RunOutcome.IN_SYNC);
        assertThat(synced.texts("select distinct absence from work.records where stream = 'cards'"
                        + " and absence <> 'present'"))
                .containsExactly("access_lost");
    }

    @Test
    void withoutReadingItsTextABoardOfSomebodyElseDisablesTheConnection() {
        connect("without-reading-texts");
        hideABoard();

        synced.full();

        assertThat(status()).isEqualTo(IntegrationStatus.REAUTHORIZE);
    }

    private void hideABoard() {
        synced.full();
        trello.change("hide_board", trello.ids("boards").get(0));
    }

    private IntegrationStatus status() {
        return service.running()
                .operations()
                .integration(Caller.SYSTEM, synced.integration().id())
                .status();
    }

    private void connect(String tool) {
        synced = side.connect(service.running(), tool);
    }
}
