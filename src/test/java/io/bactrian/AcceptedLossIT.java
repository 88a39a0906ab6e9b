package io.bactrian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.access.Caller;
import io.bactrian.connection.Integration;
import io.bactrian.connection.NewIntegration;
import io.bactrian.run.RunOutcome;
import io.bactrian.run.RunReport;
import io.bactrian.run.RunState;
import io.bactrian.run.SyncMode;
import io.bactrian.simulate.generic.DeskSettings;
import io.bactrian.simulate.generic.SimulatedDesk;
import io.bactrian.simulate.jira.JiraSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A great loss from a list that has no listing of ids beside it, which a person says is true while a run waits for him. */
@Tag("proof")
class AcceptedLossIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int TICKETS = 30;
    private static final String STREAM = """
            {"name": "tickets", "path": "/page/tickets", "items": "/data", "id": "/id",
             "paging": {"kind": "page", "parameter": "page", "pages": "/meta/pages"}}
            """;

    @TempDir
    private Path directory;

    private RunningService running;
    private SimulatedDesk desk;
    private Integration integration;

    @BeforeEach
    void start() throws Exception {
        running = RunningService.start(directory, JiraSettings.defaults().withIssues(0), Map.of());
        desk = SimulatedDesk.start(DeskSettings.defaults().withProjects(1).withTickets(TICKETS));
        ObjectNode config = JSON.createObjectNode().put("baseUrl", desk.address() + "/open");
        config.withArray("streams").add(JSON.readTree(STREAM));
        JsonNode stranger = JSON.createObjectNode().put("type", "none");
        integration = running.operations()
                .connectToTool(
                        Caller.SYSTEM,
                        new NewIntegration("generic", "desk", null, config, stranger, null, null, null),
                        true);
        running.sync(integration, SyncMode.FULL);
    }

    @AfterEach
    void stop() {
        desk.close();
        running.close();
    }

    @Test
    void isMarkedByTheRunThatAskedThoughItReadNothingMore() {
        tickets().forEach(ticket -> desk.desk().delete("tickets", ticket));

        RunReport run = accepted();

        assertThat(run.outcome()).as(run.toString()).isEqualTo(RunOutcome.IN_SYNC);
        assertThat(running.number("select count(*) from work.records where stream = 'tickets' and absence = 'gone'"))
                .isEqualTo(TICKETS);
    }

    private List<String> tickets() {
        return desk.desk().list("tickets").stream()
                .map(ticket -> ticket.path("id").asText())
                .toList();
    }

    private RunReport accepted() {
        UUID run = running.operations()
                .syncData(Caller.SYSTEM, integration.id(), SyncMode.INCREMENTAL, List.of(), Duration.ZERO)
                .id();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> running.operations().run(Caller.SYSTEM, run).state() == RunState.WAITING);
        running.operations().confirmRun(Caller.SYSTEM, run, true);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> running.operations().run(Caller.SYSTEM, run).endedAt() != null);
        return running.operations().run(Caller.SYSTEM, run);
    }
}
