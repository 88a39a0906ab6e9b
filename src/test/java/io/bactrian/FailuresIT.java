package io.bactrian;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each category of failure, from a real answer of the tool to what the run, the database and the user see of it. */
class FailuresIT {
    private static final String PROJECTS = "/project/search";

    @TempDir
    static Path directory;

    private static RunningService running;
    private static Integration integration;

    @BeforeAll
    static void start() {
        running = RunningService.start(directory, JiraSettings.defaults().withIssues(20), Map.of());
        integration = running.connect();
    }

    @AfterAll
    static void stop() {
        running.close();
    }

    @BeforeEach
    void forget() {
        running.jira().faults().clear();
        running.jira().exchanges().reset();
        running.jdbi().useHandle(handle -> handle.execute("truncate bactrian.failures"));
    }

    @ParameterizedTest
    @CsvSource({
        "401, authentication, 1, FAILED",
        "403, permission, 1, INCOMPLETE",
        "404, not_found, 1, INCOMPLETE",
        "400, invalid_data, 1, INCOMPLETE",
        "429, rate_limit, 7, INCOMPLETE",
        "500, tool_outage, 6, INCOMPLETE",
        "503, tool_outage, 6, INCOMPLETE"
    })
    void aRefusalIsRepeatedAsItsCategoryAllows(int status, String category, int calls, RunOutcome outcome) {
        running.jira().faults().add(Fault.status(status).on(PROJECTS).always());

        RunReport run = running.sync(integration, SyncMode.FULL);

        assertThat(run.outcome()).as(run.toString()).isEqualTo(outcome);
        assertThat(running.jira().exchanges().count(PROJECTS)).isEqualTo(calls);
        assertThat(recorded()).containsExactly(category + " " + status + " " + calls);
    }

    @ParameterizedTest
    @CsvSource({
        "DROPPED, network, 0, 6",
        "CUT, network, 0, 6",
        "DRIBBLED_BODY, timeout, 0, 4",
        "DRIBBLED_HEADER, timeout, 0, 4",
        "HTML, invalid_data, 200, 1"
    })
    void aBrokenAnswerIsRepeatedAsItsCategoryAllows(Fault.Kind kind, String category, int status, int calls) {
        running.jira().faults().add(Fault.of(kind).on(PROJECTS).always());

        RunReport run = running.sync(integration, SyncMode.FULL);

        assertThat(run.outcome()).as(run.toString()).isEqualTo(RunOutcome.INCOMPLETE);
        assertThat(running.jira().exchanges().count(PROJECTS)).isEqualTo(calls);
        assertThat(recorded()).containsExactly(category + " " + status + " " + calls);
    }

    @Test
    void anAnswerThatIsWholeButCannotBeReadFailsItsStream() {
        running.jira().faults().add(Fault.of(Fault.Kind.TRUNCATED).on(PROJECTS).always());

        RunReport run = running.sync(integration, SyncMode.FULL);

        assertThat(run.outcome()).as(run.toString()).isEqualTo(RunOutcome.INCOMPLETE);
        assertThat(run.timeline())
                .anyMatch(step -> step.step().equals("failed")
                        && String.valueOf(step.detail()).startsWith("invalid_data"));
    }

    @Test
    void whatPassesByItselfIsNoFailureOfTheRun() {
        running.jira().faults().add(Fault.status(503).on(PROJECTS).times(2));
        running.jira()
                .faults()
                .add(Fault.of(Fault.Kind.DROPPED).on("/search/jql").times(2));

        RunReport run = running.sync(integration, SyncMode.FULL);

        assertThat(run.outcome()).as(run.toString()).isEqualTo(RunOutcome.IN_SYNC);
        assertThat(recorded()).isEmpty();
    }

    @Test
    void aStreamThatFailsCostsTheOthersNothing() {
        running.jira().faults().add(Fault.status(403).on(PROJECTS).always());

        RunReport run = running.sync(integration, SyncMode.FULL);

        assertThat(run.timeline()).anyMatch(step -> step.step().equals("failed") && "projects".equals(step.stream()));
        assertThat(run.certificate().streams())
                .filteredOn(stream -> stream.stream().equals("issues"))
                .allSatisfy(stream -> assertThat(stream.confidence()).isEqualTo(1));
        assertThat(running.number("select count(*) from work.records where stream = 'users'"))
                .isPositive();
    }

    @Test
    @Tag("proof")
    void aRunThatGotNoAnswerIsAFailureOfTheConnection() {
        running.jira().faults().add(Fault.of(Fault.Kind.DROPPED).always());

        RunReport run = running.sync(integration, SyncMode.FULL);

        assertThat(run.outcome()).as(run.toString()).isEqualTo(RunOutcome.INCOMPLETE);
        assertThat(running.texts("select status || ' ' || health || ' ' || (last_failure ->> 'category')"
                        + " from bactrian.integrations"))
                .containsExactly("failing degraded network");
    }

    @Test
    void aRunWithSomeAnswersLeavesTheConnectionWell() {
        running.jira().faults().add(Fault.status(403).on(PROJECTS).always());

        running.sync(integration, SyncMode.FULL);

        assertThat(running.texts("select status || ' ' || health from bactrian.integrations"))
                .containsExactly("connected healthy");
    }

    /** The oldest record is the first thing asked for in a search. */
    @Test
    void anOldestRecordThatIsNotToldCostsTheWindowsOnly() {
        running.jira().faults().add(Fault.of(Fault.Kind.TRUNCATED).on("/search/jql"));

        RunReport run = running.sync(integration, SyncMode.FULL);

        assertThat(run.outcome()).as(run.toString()).isEqualTo(RunOutcome.IN_SYNC);
        assertThat(running.service().buffers().inFlight()).isZero();
    }

    @Test
    void aSearchThatIsRefusedCostsTheOtherStreamsNothing() {
        running.jira().faults().add(Fault.status(403).on("/search/jql").always());

        RunReport run = running.sync(integration, SyncMode.FULL);

        assertThat(run.outcome()).as(run.toString()).isEqualTo(RunOutcome.INCOMPLETE);
        assertThat(running.service().buffers().inFlight()).isZero();
        assertThat(running.texts("select distinct stream from bactrian.failures"))
                .containsExactly("issues");
    }

    @Test
    void retryAfterInSecondsIsWaitedFor() {
        assertThatTheToolIsNotAskedBefore("1", Duration.ofSeconds(1));
    }

    /** HTTP dates have whole seconds, so that two told are between one and two. */
    @Test
    void retryAfterAsADateIsWaitedFor() {
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                Instant.now().plusSeconds(2).atOffset(ZoneOffset.UTC));

        assertThatTheToolIsNotAskedBefore(date, Duration.ofMillis(500));
    }

    private void assertThatTheToolIsNotAskedBefore(String retryAfter, Duration wait) {
        List<Instant> asked = new java.util.concurrent.CopyOnWriteArrayList<>();
        running.jira().exchanges().listen(exchange -> {
            if (exchange.path().contains(PROJECTS)) {
                asked.add(Instant.now());
            }
        });
        running.jira()
                .faults()
                .add(Fault.rateLimit(retryAfter, "jira-quota-tenant-based").on(PROJECTS));

        RunReport run = running.sync(integration, SyncMode.FULL);

        assertThat(run.outcome()).as(run.toString()).isEqualTo(RunOutcome.IN_SYNC);
        assertThat(asked).hasSize(2);
        assertThat(Duration.between(asked.get(0), asked.get(1))).isGreaterThanOrEqualTo(wait);
    }

    @Test
    void aLongRetryAfterPutsTheRunOffInsteadOfHoldingIt() {
        running.jira().faults().add(Fault.rateLimit("3600", null).on(PROJECTS));

        RunReport run = running.operations()
                .syncData(Caller.SYSTEM, integration.id(), SyncMode.FULL, List.of(), Duration.ofSeconds(3));

        assertThat(run.state()).as(run.toString()).isEqualTo(RunState.WAITING);
        assertThat(run.dueAt()).isAfter(Instant.now().plusSeconds(3500));
        assertThat(running.jira().exchanges().count(PROJECTS)).isEqualTo(1);
        RunReport later = resumed(run);
        assertThat(later.outcome()).as(later.toString()).isEqualTo(RunOutcome.IN_SYNC);
    }

    @Test
    void aRunThatWaitsIsNotTakenUpEarlierBecauseSomebodyAsks() {
        running.jira().faults().add(Fault.rateLimit("3600", null).on(PROJECTS));
        RunReport waiting = running.operations()
                .syncData(Caller.SYSTEM, integration.id(), SyncMode.FULL, List.of(), Duration.ofSeconds(3));
        assertThat(waiting.state()).as(waiting.toString()).isEqualTo(RunState.WAITING);
        running.restart();

        RunReport asked = running.operations()
                .syncData(Caller.SYSTEM, integration.id(), SyncMode.FULL, List.of(), Duration.ofSeconds(2));

        assertThat(asked.id()).isEqualTo(waiting.id());
        assertThat(asked.state()).as(asked.toString()).isEqualTo(RunState.WAITING);
        assertThat(running.jira().exchanges().count(PROJECTS)).isEqualTo(1);
        assertThat(resumed(waiting).outcome()).isEqualTo(RunOutcome.IN_SYNC);
    }

    /** As when the hour is over: a service that is started then knows nothing of it but what is stored. */
    private static RunReport resumed(RunReport run) {
        running.restart();
        running.jdbi()
                .useHandle(handle -> handle.execute("update bactrian.runs set due_at = now() where id = ?", run.id()));
        return running.operations()
                .syncData(Caller.SYSTEM, integration.id(), SyncMode.FULL, List.of(), Duration.ofSeconds(30));
    }

    @Test
    void aSecretIsNeitherInFailuresNorInTheTimeline() {
        running.jira().faults().add(Fault.status(401).on(PROJECTS));

        RunReport run = running.sync(integration, SyncMode.FULL);

        assertThat(run.toString()).doesNotContain(running.jira().settings().apiToken());
        assertThat(running.texts("select message from bactrian.failures"))
                .isNotEmpty()
                .noneMatch(message -> message.contains(running.jira().settings().apiToken()));
    }

    private static List<String> recorded() {
        return running.texts("select category || ' ' || status || ' ' || attempts from bactrian.failures order by 1");
    }
}
