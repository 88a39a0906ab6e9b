package io.bactrian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.access.Caller;
import io.bactrian.connection.Integration;
import io.bactrian.connection.NewIntegration;
import io.bactrian.run.RunOutcome;
import io.bactrian.run.RunReport;
import io.bactrian.run.RunState;
import io.bactrian.run.SyncMode;
import io.bactrian.simulate.jira.JiraSettings;
import io.bactrian.simulate.jira.SimulatedJira;
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

/** A great loss from lists that have no listing of ids beside them, which a person says is true while a run waits for him. */
@Tag("proof")
class AcceptedLossIT {
    /** One of seven, with a board and a good share of the issues. */
    private static final int PROJECT = 2;

    @TempDir
    private Path directory;

    private RunningService running;
    private SimulatedJira jira;
    private Integration integration;

    @BeforeEach
    void start() {
        running = RunningService.start(directory, JiraSettings.defaults().withIssues(1), Map.of());
        jira = SimulatedJira.start(JiraSettings.defaults().withIssues(280).withBoards(3));
        NewIntegration usual = running.request();
        ObjectNode config = new ObjectMapper()
                .createObjectNode()
                .put("baseUrl", jira.address().toString());
        integration = running.operations()
                .connectToTool(
                        Caller.SYSTEM,
                        new NewIntegration(
                                usual.tool(), usual.name(), null, config, usual.credentials(), null, null, null),
                        true);
        running.sync(integration, SyncMode.FULL);
    }

    @AfterEach
    void stop() {
        jira.close();
        running.close();
    }

    @Test
    void isMarkedByTheRunThatAskedThoughItReadsNothingMore() {
        running.texts("select external_id from work.items where project_ids[1] = '1000" + PROJECT + "'")
                .forEach(jira.site()::delete);

        RunReport run = accepting();

        assertThat(asked(run)).anyMatch(question -> question.startsWith("board_issues "));
        assertThat(run.outcome()).as(run.toString()).isEqualTo(RunOutcome.IN_SYNC);
    }

    private static List<String> asked(RunReport run) {
        return run.timeline().stream()
                .filter(step -> step.step().equals("asked"))
                .map(step -> step.stream() + " " + step.detail())
                .toList();
    }

    /** A run of which every question is answered with yes. */
    private RunReport accepting() {
        UUID run = running.operations()
                .syncData(Caller.SYSTEM, integration.id(), SyncMode.INCREMENTAL, List.of(), Duration.ZERO)
                .id();
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            RunReport now = running.operations().run(Caller.SYSTEM, run);
            boolean asks = running.number("select count(*) from bactrian.confirmations where accepted is null") > 0;
            if (asks && now.state() == RunState.WAITING) {
                running.operations().confirmRun(Caller.SYSTEM, run, true);
            }
            return now.endedAt() != null;
        });
        return running.operations().run(Caller.SYSTEM, run);
    }
}
