package io.bactrian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.access.Caller;
import io.bactrian.connection.Integration;
import io.bactrian.connection.NewIntegration;
import io.bactrian.run.RunOutcome;
import io.bactrian.run.RunReport;
import io.bactrian.run.SyncMode;
import io.bactrian.run.TimelineEntry;
import io.bactrian.simulate.Fault;
import io.bactrian.simulate.jira.JiraSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that hangs in a process that lives: it is given up and taken up again where it is. */
@Tag("proof")
class StallIT {
    private static final int ISSUES = 300;
    private static final String SEARCH = "/search/jql";

    @TempDir
    Path directory;

    private RunningService running;
    private Integration integration;

    @BeforeEach
    void start() {
        start(Map.of("run.stalled-after", "3s"));
    }

    private void start(Map<String, String> settings) {
        running = RunningService.start(directory, JiraSettings.defaults().withIssues(ISSUES), settings);
        NewIntegration usual = running.request();
        ObjectNode patient = usual.config().deepCopy();
        patient.put("timeout", "2m");
        integration = running.operations()
                .connectToTool(
                        Caller.SYSTEM,
                        new NewIntegration(
                                usual.tool(), usual.name(), null, patient, usual.credentials(), null, null, null),
                        true);
    }

    @AfterEach
    void stop() {
        running.close();
    }

    @Test
    void aRunWhoseToolKeepsSilentIsTakenUpWhereItIs() {
        running.jira()
                .faults()
                .add(Fault.of(Fault.Kind.LATENCY, Duration.ofSeconds(20)).on(SEARCH));

        RunReport report = ended(started());

        assertTakenUp(report);
        assertThat(running.texts("select category || ' ' || tool from bactrian.failures"))
                .containsExactly("timeout jira");
    }

    @Test
    void withoutTheWatchARunHangsAsLongAsItsTool() {
        running.close();
        start(Map.of());
        running.jira()
                .faults()
                .add(Fault.of(Fault.Kind.LATENCY, Duration.ofSeconds(8)).on(SEARCH));

        RunReport report = ended(started());

        assertThat(steps(report)).doesNotContain("stalled");
        assertThat(Duration.between(report.startedAt(), report.endedAt())).isGreaterThan(Duration.ofSeconds(7));
    }

    @Test
    void aRunWhoseStatementHangsIsTakenUpWhenTheDatabaseAnswersAgain() {
        UUID run;
        try (Handle holder = running.jdbi().open()) {
            holder.begin();
            holder.execute("lock table work.records in share mode");
            run = started();
            await().atMost(Duration.ofMinutes(1))
                    .until(() ->
                            steps(running.operations().run(Caller.SYSTEM, run)).contains("stalled"));
            holder.rollback();
        }

        assertTakenUp(ended(run));
    }

    private void assertTakenUp(RunReport report) {
        assertThat(report.outcome()).as(report.toString()).isEqualTo(RunOutcome.IN_SYNC);
        assertThat(steps(report)).containsSubsequence("started", "stalled", "resumed", "finished");
        new SiteCopy(running.jdbi(), integration.id(), running.jira().site()).assertEqual();
    }

    private static List<String> steps(RunReport report) {
        return report.timeline().stream().map(TimelineEntry::step).toList();
    }

    private UUID started() {
        return running.operations()
                .syncData(Caller.SYSTEM, integration.id(), SyncMode.FULL, List.of(), Duration.ZERO)
                .id();
    }

    private RunReport ended(UUID run) {
        await().atMost(Duration.ofMinutes(2))
                .until(() -> running.operations().run(Caller.SYSTEM, run).endedAt() != null);
        return running.operations().run(Caller.SYSTEM, run);
    }
}
