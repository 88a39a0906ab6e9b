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
import org.junit.jupiter.api.Tag;
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
        slowDown();
    }

    private void slowDown() {
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
    @Tag("proof")
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

    @Test
    @Tag("proof")
    void aFullRunReadsEverythingWhateverAnIncrementalOneLeft() {
        running.jira().faults().clear();
        running.sync(integration, SyncMode.FULL);
        running.jira().site().changePercent(100);
        slowDown();
        UUID incremental = startedInTheMiddle(SyncMode.INCREMENTAL);
        running.operations().cancelRun(Caller.SYSTEM, incremental);
        ended(incremental);
        running.jira().faults().clear();

        RunReport full = running.sync(integration, SyncMode.FULL);

        assertThat(full.outcome()).as(full.toString()).isEqualTo(RunOutcome.IN_SYNC);
        assertThat(fetched(full)).isEqualTo(ISSUES);
    }

    @Test
    @Tag("proof")
    void aPositionThatTheToolTakesNoMoreBeginsItsWindowAgain() {
        UUID run = startedInTheMiddle();
        running.operations().cancelRun(Caller.SYSTEM, run);
        ended(run);
        running.jira().faults().clear();
        running.jdbi().useHandle(handle -> handle.execute("update bactrian.walks set position = 'expired'"));

        RunReport next = running.sync(integration, SyncMode.INCREMENTAL);

        assertThat(next.outcome()).as(next.toString()).isEqualTo(RunOutcome.IN_SYNC);
        assertThat(stored()).isEqualTo(ISSUES);
    }

    /** Whoever counts pages alongside would count them twice. */
    @Test
    @Tag("proof")
    void whatTheDatabaseRefusedToStoreIsReadAgainByTheNextRun() {
        refuseTheFirstMove();
        RunReport failed = running.sync(integration, SyncMode.FULL);
        assertThat(failed.outcome()).as(failed.toString()).isEqualTo(RunOutcome.FAILED);
        assertThat(running.number("select last_value from bactrian.moves")).isEqualTo(1);
        running.jira().faults().clear();

        RunReport next = running.sync(integration, SyncMode.FULL);

        assertThat(next.outcome()).as(next.toString()).isEqualTo(RunOutcome.IN_SYNC);
    }

    /** Refuses the first transaction that moves the position of the first window, and none after it. */
    private void refuseTheFirstMove() {
        running.jdbi().useHandle(handle -> {
            handle.execute("create sequence bactrian.moves");
            handle.execute("""
                    create function bactrian.refuse_first() returns trigger security definer language plpgsql as
                    'begin
                        if new.part = ''window-0'' then
                            if nextval(''bactrian.moves'') = 1 then raise ''refused''; end if;
                        end if;
                        return new;
                    end'""");
            handle.execute("create trigger refuse_first before update on bactrian.walks"
                    + " for each row execute function bactrian.refuse_first()");
        });
    }

    private UUID startedInTheMiddle() {
        return startedInTheMiddle(SyncMode.FULL);
    }

    private UUID startedInTheMiddle(SyncMode mode) {
        running.jira().exchanges().reset();
        UUID run = running.operations()
                .syncData(Caller.SYSTEM, integration.id(), mode, List.of(), Duration.ZERO)
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
