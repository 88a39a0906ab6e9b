package io.bactrian;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.run.RunOutcome;
import io.bactrian.run.RunReport;
import io.bactrian.run.StreamReport;
import io.bactrian.simulate.VendorContract;
import io.bactrian.simulate.trello.Trello;
import io.bactrian.simulate.trello.TrelloContract;
import io.bactrian.simulate.trello.TrelloSettings;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Trello from connection to certificate, by its declarations alone. */
@Tag("proof")
class TrelloIT extends WithRunningService {
    @RegisterExtension
    final TrelloSide side =
            new TrelloSide(TrelloSettings.defaults().withBoards(2).withCards(25));

    private Trello trello;
    private SyncedTool synced;

    @BeforeEach
    void takeTrello() {
        trello = side.trello();
    }

    @Test
    void everyRecordIsStoredAndEveryRequestIsOneThatTheVendorDescribes() throws Exception {
        VendorContract contract = TrelloContract.load();
        contract.watch(side.simulated().exchanges());
        List<String> queries = new CopyOnWriteArrayList<>();
        side.simulated().exchanges().listen(exchange -> queries.add(exchange.query()));
        connect();

        RunReport first = synced.full();

        assertThat(first.outcome()).as(first.toString()).isEqualTo(RunOutcome.IN_SYNC);
        assertThat(contract.violations()).isEmpty();
        assertThat(queries).noneMatch(query -> query.contains("token") || query.contains("key"));
        for (String kind : List.of("organizations", "boards", "lists", "labels", "checklists", "actions", "cards")) {
            assertThat(synced.ids(kind)).as(kind).containsExactlyInAnyOrderElementsOf(trello.ids(kind));
        }
        assertThat(synced.ids("custom_fields")).containsExactlyInAnyOrderElementsOf(trello.ids("customFields"));
        assertThat(synced.ids("comments"))
                .isNotEmpty()
                .allMatch(id -> trello.ids("actions").contains(id));
        assertThat(synced.number("select count(*) from work.records where stream = 'check_items'"))
                .isPositive();
        assertThat(synced.number("select count(*) from work.attachments where stream = 'attachments'"))
                .isPositive();
    }

    @Test
    void aCardIsMappedToAnItem() {
        connect();
        String card = trello.ids("cards").get(0);
        trello.change("archive", card);

        synced.full();

        String where = " from work.items where stream = 'cards' and external_id = '" + card + "'";
        assertThat(synced.texts("select title" + where))
                .containsExactly(trello.truth("cards", card).path("name").asText());
        assertThat(synced.texts("select status_category" + where)).containsExactly("done");
        assertThat(synced.texts("select project_ids[1]" + where))
                .containsExactly(trello.truth("cards", card).path("idBoard").asText());
        assertThat(synced.texts("select extract(epoch from created_at)::bigint::text" + where))
                .containsExactly(Long.toString(Instant.ofEpochSecond(Long.parseLong(card.substring(0, 8), 16))
                        .getEpochSecond()));
    }

    @Test
    void whatWasDoneToCardsIsReadById() {
        connect();
        synced.full();
        String renamed = trello.ids("cards").get(3);
        String copied = trello.change("copy", trello.ids("cards").get(4));
        trello.change("rename", renamed);
        trello.change("archive", trello.ids("cards").get(5));
        List<String> read = new CopyOnWriteArrayList<>();
        side.simulated().exchanges().listen(exchange -> read.add(exchange.path() + "?" + exchange.query()));

        RunReport run = synced.incremental();

        StreamReport cards = stream(run, "cards");
        assertThat(cards.created()).as(run.toString()).isEqualTo(1);
        assertThat(cards.updated()).isEqualTo(2);
        assertThat(synced.ids("cards")).contains(copied);
        // Of all cards the ids are listed only.
        assertThat(read).noneMatch(path -> path.contains("/cards/all") && path.contains("attachments"));
        assertThat(synced.title(renamed))
                .isEqualTo(trello.truth("cards", renamed).path("name").asText());
    }

    @Test
    void aDeletedCardIsDeletedByEvidence() {
        connect();
        synced.full();
        String card = trello.ids("cards").get(6);
        trello.change("delete", card);

        synced.incremental();

        assertThat(synced.texts(
                        "select absence from work.records where stream = 'cards' and external_id = '" + card + "'"))
                .containsExactly("deleted");
    }

    @Test
    void commentsAreEditedAndRemoved() {
        connect();
        String card = trello.ids("cards").get(0);
        String comment = trello.change("comment", card);
        synced.full();
        String another = trello.change("comment", trello.ids("cards").get(1));
        String first = synced.texts("select min(external_id) from work.comments where item_id = '" + card + "'")
                .get(0);
        trello.change("edit_comment", card);

        synced.incremental();

        assertThat(text(another))
                .isEqualTo(trello.truth("actions", another).at("/data/text").asText());
        assertThat(text(first))
                .isEqualTo(trello.truth("actions", first).at("/data/text").asText())
                .endsWith("(edited)");
        trello.change("delete_comment", card);
        synced.incremental();
        assertThat(synced.texts(
                        "select absence from work.records where stream = 'comments' and external_id = '" + first + "'"))
                .containsExactly("deleted");
        assertThat(comment).isNotEmpty();
    }

    @Test
    void pagesShrinkUntilTrelloTakesThem() {
        side.start(TrelloSettings.defaults().withBoards(1).withCards(90).withMostCards(120));
        connect();

        RunReport run = synced.full();
        // Each refusal halves the pages: 300, 150, 75, 37.
        for (int at = 0; at < 3; at++) {
            run = synced.full();
        }

        assertThat(run.outcome()).as(run.toString()).isEqualTo(RunOutcome.IN_SYNC);
        assertThat(synced.ids("cards")).hasSize(90);
    }

    @Test
    void aBoardThatMayNoLongerBeSeenLeavesTheConnectionAlone() {
        connect();
        synced.full();
        String board = trello.ids("boards").get(0);
        trello.change("hide_board", board);

        RunReport run = synced.incremental();

        assertThat(run.outcome()).as(run.toString()).isNotEqualTo(RunOutcome.FAILED);
        assertThat(running.texts("select status from bactrian.integrations where id = '"
                        + synced.integration().id() + "'"))
                .doesNotContain("reauthorize");
    }

    @Test
    void manyChangesLaterBothSidesAreEqualAgain() {
        connect();
        synced.full();
        synced.incremental();

        for (int round = 0; round < 3; round++) {
            for (int change = 0; change < 25; change++) {
                trello.changeSomething();
            }
            RunReport run = synced.incremental();
            assertThat(SyncedTool.differing(run)).as("round " + round).isEmpty();
        }
        assertThat(synced.full().outcome()).isEqualTo(RunOutcome.IN_SYNC);
    }

    private void connect() {
        synced = side.connect(running, "trello");
    }

    private static StreamReport stream(RunReport run, String name) {
        return run.streams().stream()
                .filter(stream -> stream.stream().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private String text(String comment) {
        return synced.texts("select text from work.comments where external_id = '" + comment + "'")
                .get(0);
    }
}
