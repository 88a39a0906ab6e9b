package io.bactrian;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.bactrian.run.RunOutcome;
import io.bactrian.run.RunReport;
import io.bactrian.simulate.asana.AsanaSettings;
import io.bactrian.simulate.asana.SimulatedAsana;
import io.bactrian.simulate.trello.SimulatedTrello;
import io.bactrian.simulate.trello.TrelloSettings;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Where records list what they have in custom fields, each of those is a column too. */
@Tag("proof")
class CustomFieldListsIT extends WithRunningService {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Accounts share their views. */
    @AfterEach
    void forgetFields() {
        running.jdbi().useHandle(handle -> handle.execute("delete from work.custom_fields"));
    }

    @Test
    void aFieldOfTrelloHasItsTypeThoughItsValuesAreTexts() {
        try (SimulatedTrello simulated = trello()) {
            String card = simulated.trello().ids("cards").get(0);
            simulated.trello().change("fill", card);
            SyncedTool synced = connect(simulated);

            RunReport run = synced.full();

            assertThat(run.outcome()).as(run.toString()).isEqualTo(RunOutcome.IN_SYNC);
            assertThat(types("trello_cards", "a\\_%"))
                    .containsExactly(
                            "a_checkbox boolean",
                            "a_date timestamp with time zone",
                            "a_list text",
                            "a_number numeric",
                            "a_text text");
            assertThat(synced.texts(
                            "select concat_ws(' ', a_checkbox, a_list, a_number >= 0, a_date <= now(), a_text <> '')"
                                    + " from work.trello_cards where external_id = '" + card + "'"))
                    .containsExactly("t High t t t");
        }
    }

    @Test
    void fieldsOfOneNameAreOneColumnOnAllBoards() {
        try (SimulatedTrello simulated = trello()) {
            List<String> cards = simulated.trello().ids("cards");
            cards.forEach(card -> simulated.trello().change("fill", card));
            SyncedTool synced = connect(simulated);

            synced.full();

            assertThat(synced.number("select count(*) from work.custom_fields where title = 'A number'"))
                    .isEqualTo(2);
            assertThat(synced.number("select count(*) from work.trello_cards where a_number is null"))
                    .isZero();
        }
    }

    @Test
    void aFieldThatABoardGivesItsCardsAppearsAndGoes() {
        try (SimulatedTrello simulated = trello()) {
            SyncedTool synced = connect(simulated);
            synced.full();
            String board = simulated.trello().ids("boards").get(0);
            String field = simulated.trello().addField(board, "Estimate", "number");
            synced.incremental();
            simulated.trello().renameField(field, "Hours");
            synced.incremental();
            simulated.trello().removeField(field);

            synced.incremental();

            assertThat(types("trello_cards", "hours")).containsExactly("hours numeric");
            assertThat(news(synced)).containsExactly("field.appeared", "field.renamed", "field.removed");
        }
    }

    @Test
    void aFieldOfAsanaIsAColumnOfTasksAndSubtasks() {
        try (SimulatedAsana simulated = asana()) {
            String task = simulated.asana().gids("task").get(0);
            simulated.asana().change("fill", task);
            SyncedTool synced = connect(simulated);

            RunReport run = synced.full();

            assertThat(run.outcome()).as(run.toString()).isEqualTo(RunOutcome.IN_SYNC);
            for (String view : List.of("asana_tasks", "asana_subtasks", "asana_loose_tasks")) {
                assertThat(types(view, "a\\_%"))
                        .containsExactly(
                                "a_date timestamp with time zone", "a_enum text", "a_number numeric", "a_text text");
            }
            assertThat(synced.texts(
                            "select concat_ws(' ', a_enum in ('High', 'Low'), a_number >= 0, a_date <= now(), a_text <> '')"
                                    + " from work.asana_tasks where external_id = '" + task + "'"))
                    .containsExactly("t t t t");
        }
    }

    @Test
    void aFieldThatAProjectGivesItsTasksAppearsAndGoes() {
        try (SimulatedAsana simulated = asana()) {
            SyncedTool synced = connect(simulated);
            synced.full();
            String project = simulated.asana().gids("project").get(0);
            String field = simulated.asana().addField(project, "Estimate", "number");
            synced.incremental();
            simulated.asana().renameField(field, "Hours");
            synced.incremental();
            simulated.asana().removeField(field);

            synced.incremental();

            assertThat(types("asana_tasks", "hours")).containsExactly("hours numeric");
            assertThat(news(synced)).containsExactly("field.appeared", "field.renamed", "field.removed");
        }
    }

    private static SimulatedTrello trello() {
        return SimulatedTrello.start(TrelloSettings.defaults().withBoards(2).withCards(4));
    }

    private static SyncedTool connect(SimulatedTrello simulated) {
        return SyncedTool.connect(
                running,
                "trello",
                simulated,
                JSON.createObjectNode()
                        .put("apiKey", simulated.settings().apiKey())
                        .put("token", simulated.settings().token()));
    }

    private static SimulatedAsana asana() {
        return SimulatedAsana.start(AsanaSettings.defaults().withProjects(2).withTasks(6));
    }

    private static SyncedTool connect(SimulatedAsana simulated) {
        return SyncedTool.connect(
                running,
                "asana",
                simulated,
                JSON.createObjectNode().put("accessToken", simulated.settings().accessToken()));
    }

    private static List<String> types(String view, String columns) {
        return running.texts(
                "select attname || ' ' || format_type(atttypid, atttypmod) from pg_attribute where attrelid = 'work."
                        + view + "'::regclass and attname like '" + columns + "' order by attname");
    }

    private static List<String> news(SyncedTool synced) {
        return running.texts("select type from bactrian.events where type like 'field.%' and integration_id = '"
                + synced.integration().id() + "' order by id");
    }
}
