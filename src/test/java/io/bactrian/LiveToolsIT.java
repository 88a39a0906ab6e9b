package io.bactrian;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.LiveReading.Told;
import io.bactrian.access.Caller;
import io.bactrian.connection.Integration;
import io.bactrian.connection.NewIntegration;
import io.bactrian.simulate.Fault;
import io.bactrian.simulate.SimulatedTool;
import io.bactrian.simulate.asana.AsanaSettings;
import io.bactrian.simulate.generic.DeskSettings;
import io.bactrian.simulate.generic.SimulatedDesk;
import io.bactrian.simulate.github.GithubSettings;
import io.bactrian.simulate.github.SimulatedGithub;
import io.bactrian.simulate.trello.TrelloSettings;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Each tool is asked for one record in its own way, as its declaration says. */
class LiveToolsIT extends WithRunningService {
    private static final ObjectMapper JSON = new ObjectMapper();

    @RegisterExtension
    final TrelloSide trello =
            new TrelloSide(TrelloSettings.defaults().withBoards(2).withCards(4));

    @RegisterExtension
    final AsanaSide asana =
            new AsanaSide(AsanaSettings.defaults().withProjects(2).withTasks(4));

    @Test
    void aCardOfTrelloIsAskedForByItsId() throws Exception {
        SyncedTool synced = trello.connect(running, "trello");
        synced.full();
        String card = trello.trello().ids("cards").get(1);

        List<Told> told = life(synced, "cards", card, () -> trello.trello().change("rename", card));

        assertThat(told.get(1).pointers()).contains("/name");
        whatFailsIsToldAsEverywhere(synced, trello.simulated(), "cards", card, "/cards/");
    }

    /** Trello does not say 404 to what is no id of its own, but 400. */
    @Test
    void aRefusalThatMeansNotFoundIsOne() throws Exception {
        SyncedTool synced = trello.connect(running, "trello");
        synced.full();

        Told told = reading().live(synced.integration(), "cards", "none");

        assertThat(told.status()).isEqualTo(404);
        assertThat(told.text("/detail")).contains("no record of cards by the id none", "none is stored");
    }

    @Test
    void aTaskOfAsanaIsAskedForByItsId() throws Exception {
        SyncedTool synced = asana.connect(running, "asana");
        synced.full();
        String task = synced.ids("tasks").get(0);

        List<Told> told = life(synced, "tasks", task, () -> asana.asana().change("rename", task));

        assertThat(told.get(1).pointers()).contains("/name");
        whatFailsIsToldAsEverywhere(synced, asana.simulated(), "tasks", task, "/tasks/");
    }

    /** Its ids are unique within their repository only. */
    @Test
    void anIssueOfGithubIsAskedForInItsRepository() throws Exception {
        try (SimulatedGithub github = SimulatedGithub.start(
                GithubSettings.defaults().withRepositories(2).withIssues(4))) {
            SyncedTool synced = SyncedTool.connect(
                    running,
                    "github",
                    github,
                    JSON.createObjectNode().put("token", github.settings().token()));
            synced.full();
            String issue = synced.ids("issues").get(0);

            List<Told> told =
                    life(synced, "issues", issue, () -> github.github().change("rename", issue));

            assertThat(told.get(1).pointers()).contains("/title");
            assertThat(reading().live(synced.integration(), "issues", "7").status())
                    .isEqualTo(422);
            whatFailsIsToldAsEverywhere(synced, github, "issues", issue, "/issues/");
        }
    }

    @Test
    void aRestToolWithoutALookUpSaysSo() throws Exception {
        try (SimulatedDesk desk = SimulatedDesk.start(DeskSettings.defaults().withTickets(3))) {
            ObjectNode config = (ObjectNode) JSON.readTree("""
                    {"streams": [{"name": "tickets", "path": "/page/tickets", "items": "/data", "id": "/id",
                                  "paging": {"kind": "page", "parameter": "page", "pages": "/meta/pages"}}]}
                    """);
            config.put("baseUrl", desk.address() + "/open");
            Integration integration = running.operations()
                    .connectToTool(
                            Caller.SYSTEM,
                            new NewIntegration(
                                    "generic",
                                    "desk",
                                    null,
                                    config,
                                    JSON.createObjectNode().put("type", "none"),
                                    null,
                                    null,
                                    null),
                            true);
            desk.exchanges().reset();

            Told refused = reading().live(integration, "tickets", "1");

            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.text("/category")).isEqualTo("invalid_data");
            assertThat(refused.text("/detail")).contains("tickets has no look-up by id");
            assertThat(refused.text("/wayOut")).startsWith("Run a sync");
            assertThat(desk.exchanges().counts()).isEmpty();
        }
    }

    private static LiveReading reading() {
        return LiveReading.of(running);
    }

    /** Equal, then different. */
    private static List<Told> life(SyncedTool synced, String stream, String id, Runnable change) throws Exception {
        Told equal = reading().live(synced.integration(), stream, id);
        change.run();
        Told different = reading().live(synced.integration(), stream, id);

        assertThat(equal.text("/fresh/stored")).as(equal.body().toString()).isEqualTo("equal");
        assertThat(different.text("/fresh/stored")).isEqualTo("different");
        return List.of(equal, different);
    }

    private static void whatFailsIsToldAsEverywhere(
            SyncedTool synced, SimulatedTool tool, String stream, String id, String path) throws Exception {
        tool.faults().add(Fault.status(503).on(path));
        Told outage = reading().live(synced.integration(), stream, id);
        tool.faults().add(Fault.status(404).on(path));
        Told gone = reading().live(synced.integration(), stream, id);
        tool.faults().add(Fault.status(403).on(path));
        Told hidden = reading().live(synced.integration(), stream, id);
        tool.faults().add(Fault.rateLimit("30", null).on(path));
        Told limited = reading().live(synced.integration(), stream, id);

        assertThat(outage.text("/fresh/failure/category")).isEqualTo("tool_outage");
        assertThat(gone.status()).as(gone.body().toString()).isEqualTo(404);
        assertThat(gone.text("/detail")).contains("stored as present since");
        assertThat(hidden.text("/category")).isEqualTo("permission");
        assertThat(limited.text("/fresh/failure/category")).isEqualTo("rate_limit");
        assertThat(limited.body().at("/fresh/failure/retryAt").isTextual()).isTrue();
    }
}
