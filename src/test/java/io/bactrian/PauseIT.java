package io.bactrian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bactrian.access.Caller;
import io.bactrian.connection.Integration;
import io.bactrian.connection.IntegrationStatus;
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

/** What a pause, a disconnection and a removal do to an integration that is being synced. */
@Tag("proof")
class PauseIT {
    private static final int ISSUES = 1500;
    private static final String SEARCH = "/search/jql";
    private static final String PAUSE = "{\"paused\": true, \"pauseReason\": \"maintenance\"}";

    @TempDir
    Path directory;

    private RunningService running;
    private RestClient rest;
    private UUID id;

    /** Each page takes a while, so that there is a middle. */
    @BeforeEach
    void start() {
        running = RunningService.start(
                directory, JiraSettings.defaults().withIssues(ISSUES), Map.of("health.interval", "1s"));
        rest = new RestClient(running.address());
        id = running.connect().id();
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
    void aPausedRunRestsUntilItIsResumedAndLosesNothing() throws Exception {
        UUID run = startedInTheMiddle();

        rest.patch(id, "*", PAUSE);

        await().atMost(Duration.ofSeconds(30)).until(() -> run(run).state() == RunState.WAITING);
        int stored = stored();
        assertThat(stored).isBetween(1, ISSUES - 1);
        assertPaused();

        rest.patch(id, "*", "{\"paused\": false}");

        RunReport report = ended(run);
        assertThat(report.outcome()).as(report.toString()).isEqualTo(RunOutcome.IN_SYNC);
        assertThat(stored()).isEqualTo(ISSUES);
        assertThat(integration().pauseReason()).isNull();
    }

    @Test
    void aPauseSurvivesRestartAndReauthorisation() throws Exception {
        rest.patch(id, "*", PAUSE);

        running.restart();
        rest = new RestClient(running.address());
        String credentials =
                running.credentials(running.jira().settings().apiToken()).toString();
        rest.patch(id, "*", "{\"credentials\": " + credentials + "}");
        rest.post(id, "connect");

        assertPaused();
    }

    @Test
    void aPausedIntegrationIsNeitherSyncedByTheTimerNorChecked() throws Exception {
        UUID other = running.connect().id();
        rest.patch(id, "*", "{\"paused\": true, \"pauseReason\": \"maintenance\", \"syncFrequency\": 1}");
        rest.patch(other, "*", "{\"syncFrequency\": 1}");

        await().atMost(Duration.ofSeconds(60)).until(() -> runsOf(other) > 0);
        running.jira().faults().add(Fault.status(401).on("/myself").always());
        await().atMost(Duration.ofSeconds(60)).until(() -> statusOf(other) == IntegrationStatus.REAUTHORIZE);

        assertPaused();
        assertThat(integration().lastFailure()).isNull();
        assertThat(runsOf(id)).isZero();
    }

    private IntegrationStatus statusOf(UUID integration) {
        return running.operations().integration(Caller.SYSTEM, integration).status();
    }

    private int runsOf(UUID integration) {
        return running.number("select count(*) from bactrian.runs where integration_id = '" + integration + "'");
    }

    @Test
    void aDisconnectedIntegrationEndsItsRun() throws Exception {
        UUID run = startedInTheMiddle();

        rest.post(id, "disconnect");

        assertThat(ended(run).state()).isEqualTo(RunState.CANCELLED);
        assertThat(integration().status()).isEqualTo(IntegrationStatus.DISCONNECTED);
    }

    @Test
    void whatIsRemovedWhileItIsSyncedLeavesOnlyItsAuditEntriesAndWhatItUsed() throws Exception {
        startedInTheMiddle();

        RestClient.Told answer = rest.delete(id);

        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(204);
        assertThat(tablesThatName(id)).containsExactly("bactrian.audit_entries", "bactrian.events", "bactrian.usage");
        assertThat(running.texts("select type from bactrian.events where integration_id = '" + id + "'"))
                .containsExactly("integration.deleted");
        assertThat(running.number("select count(*) from bactrian.run_steps")).isZero();
        assertThat(rest.delete(id).status()).isEqualTo(404);
    }

    /** Every table of both schemas in which the id stands anywhere. */
    private List<String> tablesThatName(UUID integration) {
        List<String> tables = running.texts("""
                select format('%I.%I', table_schema, table_name) from information_schema.tables
                where table_schema in ('bactrian', 'work') and table_type = 'BASE TABLE' order by 1
                """);
        return tables.stream()
                .filter(table -> running.number(
                                "select count(*) from " + table + " t where t::text like '%" + integration + "%'")
                        > 0)
                .toList();
    }

    private void assertPaused() {
        assertThat(integration())
                .returns(IntegrationStatus.PAUSED, Integration::status)
                .returns("maintenance", Integration::pauseReason);
    }

    private Integration integration() {
        return running.operations().integration(Caller.SYSTEM, id);
    }

    private UUID startedInTheMiddle() {
        UUID run = running.operations()
                .syncData(Caller.SYSTEM, id, SyncMode.FULL, List.of(), Duration.ZERO)
                .id();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> running.jira().exchanges().count(SEARCH) >= 5);
        return run;
    }

    private RunReport run(UUID run) {
        return running.operations().run(Caller.SYSTEM, run);
    }

    private RunReport ended(UUID run) {
        await().atMost(Duration.ofSeconds(60)).until(() -> run(run).endedAt() != null);
        return run(run);
    }

    private int stored() {
        return running.number("select count(*) from work.records where stream = 'issues'");
    }
}
