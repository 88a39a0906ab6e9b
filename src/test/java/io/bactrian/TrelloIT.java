package io.bactrian;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.bactrian.connection.Integration;
import io.bactrian.consistency.StreamCertificate;
import io.bactrian.run.RunOutcome;
import io.bactrian.run.RunReport;
import io.bactrian.run.StreamReport;
import io.bactrian.run.SyncMode;
import io.bactrian.simulate.VendorContract;
import io.bactrian.simulate.jira.JiraSettings;
import io.bactrian.simulate.trello.SimulatedTrello;
import io.bactrian.simulate.trello.Trello;
import io.bactrian.simulate.trello.TrelloContract;
import io.bactrian.simulate.trello.TrelloSettings;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trello from connection to certificate, by its declarations alone. */
class TrelloIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private static Path directory;

    private static RunningService running;
    private SimulatedTrello simulated;
    private Trello trello;
    private Integration integration;

    @BeforeAll
    static void startService() {
        running = RunningService.start(directory, JiraSettings.defaults().withIssues(0), Map.of());
    }

    @AfterAll
    static void stopService() {
        running.close();
    }

    @BeforeEach
    void startTrello() {
        start(TrelloSettings.defaults().withBoards(2).withCards(25));
    }

    private void start(TrelloSettings settings) {
        simulated = SimulatedTrello.start(settings);
        trello = simulated.trello();
    }

    @AfterEach
    void stopTrello() {
        simulated.close();
    }

    @Test
    void everyRecordIsStoredAndEveryRequestIsOneThatTheVendorDescribes() throws Exception {
        VendorContract contract = TrelloContract.load();
        contract.watch(simulated.exchanges());
        List<String> queries = new CopyOnWriteArrayList<>();
        simulated.exchanges().listen(exchange -> queries.add(exchange.query()));
        connect();

        RunReport first = full();

        assertThat(first.outcome()).as(first.toString()).isEqualTo(RunOutcome.IN_SYNC);
        assertThat(contract.violations()).isEmpty();
        assertThat(queries).noneMatch(query -> query.contains("token") || query.contains("key"));
        for (String kind : List.of("organizations", "boards", "lists", "labels", "checklists", "actions", "cards")) {
            assertThat(ids(kind)).as(kind).containsExactlyInAnyOrderElementsOf(trello.ids(kind));
        }
        assertThat(ids("custom_fields")).containsExactlyInAnyOrderElementsOf(trello.ids("customFields"));
        assertThat(ids("comments"))
                .isNotEmpty()
                .allMatch(id -> trello.ids("actions").contains(id));
        assertThat(count("select count(*) from work.records where stream = 'check_items'"))
                .isPositive();
        assertThat(count("select count(*) from work.attachments where stream = 'attachments'"))
                .isPositive();
    }

    @Test
    void aCardIsMappedToAnItem() {
        connect();
        String card = trello.ids("cards").get(0);
        trello.change("archive", card);

        full();

        String where = " from work.items where stream = 'cards' and external_id = '" + card + "'" + mine();
        assertThat(running.texts("select title" + where))
                .containsExactly(trello.truth("cards", card).path("name").asText());
        assertThat(running.texts("select status_category" + where)).containsExactly("done");
        assertThat(running.texts("select project_ids[1]" + where))
                .containsExactly(trello.truth("cards", card).path("idBoard").asText());
        assertThat(running.texts("select extract(epoch from created_at)::bigint::text" + where))
                .containsExactly(Long.toString(Instant.ofEpochSecond(Long.parseLong(card.substring(0, 8), 16))
                        .getEpochSecond()));
    }

    @Test
    void whatWasDoneToCardsIsReadById() {
        connect();
        full();
        String renamed = trello.ids("cards").get(3);
        String copied = trello.change("copy", trello.ids("cards").get(4));
        trello.change("rename", renamed);
        trello.change("archive", trello.ids("cards").get(5));
        List<String> read = new CopyOnWriteArrayList<>();
        simulated.exchanges().listen(exchange -> read.add(exchange.path() + "?" + exchange.query()));

        RunReport run = incremental();

        StreamReport cards = stream(run, "cards");
        assertThat(cards.created()).as(run.toString()).isEqualTo(1);
        assertThat(cards.updated()).isEqualTo(2);
        assertThat(ids("cards")).contains(copied);
        // Of all cards the ids are listed only.
        assertThat(read).noneMatch(path -> path.contains("/cards/all") && path.contains("attachments"));
        assertThat(title(renamed))
                .isEqualTo(trello.truth("cards", renamed).path("name").asText());
    }

    @Test
    void aDeletedCardIsDeletedByEvidence() {
        connect();
        full();
        String card = trello.ids("cards").get(6);
        trello.change("delete", card);

        incremental();

        assertThat(running.texts("select absence from work.records where stream = 'cards' and external_id = '" + card
                        + "'" + mine()))
                .containsExactly("deleted");
    }

    @Test
    void commentsAreEditedAndRemoved() {
        connect();
        String card = trello.ids("cards").get(0);
        String comment = trello.change("comment", card);
        full();
        String another = trello.change("comment", trello.ids("cards").get(1));
        String first = running.texts(
                        "select min(external_id) from work.comments where item_id = '" + card + "'" + mine())
                .get(0);
        trello.change("edit_comment", card);

        incremental();

        assertThat(text(another))
                .isEqualTo(trello.truth("actions", another).at("/data/text").asText());
        assertThat(text(first))
                .isEqualTo(trello.truth("actions", first).at("/data/text").asText())
                .endsWith("(edited)");
        trello.change("delete_comment", card);
        incremental();
        assertThat(running.texts("select absence from work.records where stream = 'comments' and external_id = '"
                        + first + "'" + mine()))
                .containsExactly("deleted");
        assertThat(comment).isNotEmpty();
    }

    @Test
    void pagesShrinkUntilTrelloTakesThem() {
        stopTrello();
        start(TrelloSettings.defaults().withBoards(1).withCards(90).withMostCards(120));
        connect();

        RunReport run = full();
        // Each refusal halves the pages: 300, 150, 75, 37.
        for (int at = 0; at < 3; at++) {
            run = full();
        }

        assertThat(run.outcome()).as(run.toString()).isEqualTo(RunOutcome.IN_SYNC);
        assertThat(ids("cards")).hasSize(90);
    }

    @Test
    void aBoardThatMayNoLongerBeSeenLeavesTheConnectionAlone() {
        connect();
        full();
        String board = trello.ids("boards").get(0);
        trello.change("hide_board", board);

        RunReport run = incremental();

        assertThat(run.outcome()).as(run.toString()).isNotEqualTo(RunOutcome.FAILED);
        assertThat(running.texts("select status from bactrian.integrations where id = '" + integration.id() + "'"))
                .doesNotContain("reauthorize");
    }

    @Test
    void manyChangesLaterBothSidesAreEqualAgain() {
        connect();
        full();
        incremental();

        for (int round = 0; round < 3; round++) {
            for (int change = 0; change < 25; change++) {
                trello.changeSomething();
            }
            RunReport run = incremental();
            assertThat(differing(run)).as("round " + round).isEmpty();
        }
        assertThat(full().outcome()).isEqualTo(RunOutcome.IN_SYNC);
    }

    private static List<StreamCertificate> differing(RunReport run) {
        return run.certificate().streams().stream()
                .filter(stream -> stream.differing().values().stream().anyMatch(count -> count > 0))
                .toList();
    }

    private void connect() {
        integration = running.connect(
                "trello",
                simulated.address(),
                JSON.createObjectNode()
                        .put("apiKey", simulated.settings().apiKey())
                        .put("token", simulated.settings().token()));
    }

    private RunReport full() {
        return running.sync(integration, SyncMode.FULL);
    }

    private RunReport incremental() {
        return running.sync(integration, SyncMode.INCREMENTAL);
    }

    private static StreamReport stream(RunReport run, String name) {
        return run.streams().stream()
                .filter(stream -> stream.stream().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private List<String> ids(String stream) {
        return running.texts("select external_id from work.records where absence = 'present' and stream = '" + stream
                + "'" + mine());
    }

    private int count(String query) {
        return running.number(query + mine());
    }

    private String title(String card) {
        return running.texts("select title from work.items where external_id = '" + card + "'" + mine())
                .get(0);
    }

    private String text(String comment) {
        return running.texts("select text from work.comments where external_id = '" + comment + "'" + mine())
                .get(0);
    }

    private String mine() {
        return " and integration_id = '" + integration.id() + "'";
    }
}
