package io.bactrian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bactrian.access.Caller;
import io.bactrian.connection.Integration;
import io.bactrian.run.RunOutcome;
import io.bactrian.run.RunReport;
import io.bactrian.run.RunState;
import io.bactrian.run.SyncMode;
import io.bactrian.simulate.Fault;
import io.bactrian.simulate.jira.JiraSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can happen to a run on its way. */
class EngineIT {
    private static final int ISSUES = 1500;
    private static final String SEARCH = "/search/jql";

    @TempDir
    Path directory;

    private RunningService running;
    private Integration integration;

    /** Each page takes a while, so that there is a middle. */
    @BeforeEach
    void start() {
        running = RunningService.start(directory, JiraSettings.defaults().withIssues(ISSUES), Map.of());
        integration = running.connect();
        running.jira()
                .faults()
                .add(Fault.of(Fault.Kind.LATENCY, Duration.ofMillis(200))
                        .on(SEARCH)
                        .always());
    }

    @AfterEach
    void stop() {
        running.close();
    }

    @Test
    void aCancelledRunEndsAtItsNextPageAndKeepsWhatItStored() {
        UUID run = startedInTheMiddle();

        running.operations().cancelRun(Caller.SYSTEM, run);

        RunReport report = ended(run);
        assertThat(report.state()).isEqualTo(RunState.CANCELLED);
        assertThat(report.outcome()).isNull();
        assertThat(stored()).isBetween(1, ISSUES - 1);
        assertThat(running.number("select count(*) from bactrian.leases where expires_at > now()"))
                .isZero();
    }

    @Test
    void aStoppedServiceGoesOnWhereItWas() {
        UUID run = startedInTheMiddle();

        running.restart();

        RunReport report = ended(run);
        assertThat(report.outcome()).as(report.toString()).isEqualTo(RunOutcome.IN_SYNC);
        assertThat(report.timeline()).extracting(step -> step.step()).contains("started", "queued", "resumed");
        assertThat(stored()).isEqualTo(ISSUES);
        assertThat(fetched(report)).isEqualTo(ISSUES);
    }

    @Test
    void aSecondRequestJoinsTheRunUnderWay() {
        UUID run = startedInTheMiddle();

        RunReport second =
                running.operations().syncData(Caller.SYSTEM, integration.id(), SyncMode.FULL, List.of(), Duration.ZERO);

        assertThat(second.id()).isEqualTo(run);
        running.operations().cancelRun(Caller.SYSTEM, run);
    }

    private UUID startedInTheMiddle() {
        UUID run = running.operations()
                .syncData(Caller.SYSTEM, integration.id(), SyncMode.FULL, List.of(), Duration.ZERO)
                .id();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> running.jira().exchanges().count(SEARCH) >= 5);
        return run;
    }

    private RunReport ended(UUID run) {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> running.operations().run(Caller.SYSTEM, run).endedAt() != null);
        return running.operations().run(Caller.SYSTEM, run);
    }

    private int stored() {
        return running.number("select count(*) from work.records where stream = 'issues'");
    }

    private static long fetched(RunReport report) {
        return report.streams().stream()
                .filter(stream -> stream.stream().equals("issues"))
                .findFirst()
                .orElseThrow()
                .fetched();
    }
}
