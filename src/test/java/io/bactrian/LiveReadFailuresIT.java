package io.bactrian;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.LiveReading.Told;
import io.bactrian.access.Caller;
import io.bactrian.access.Role;
import io.bactrian.access.key.ApiKeys;
import io.bactrian.connection.Integration;
import io.bactrian.run.SyncMode;
import io.bactrian.simulate.Fault;
import io.bactrian.simulate.jira.JiraSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What passes is answered from the copy, labelled with its age and the reason; what does not is a problem with a way out. */
class LiveReadFailuresIT {
    private static final String LOOK_UP = "/issue/bulkfetch";
    private static final String NEVER_STORED = "999999";

    private static RunningService running;
    private static LiveReading reading;

    private Integration integration;
    private String issue;

    @BeforeAll
    static void start(@TempDir Path directory) {
        running = RunningService.start(
                directory, JiraSettings.defaults().withIssues(5), Map.of("limits.live-per-minute", "60"));
        reading = LiveReading.of(running);
    }

    @AfterAll
    static void stop() {
        running.close();
    }

    @BeforeEach
    void sync() {
        integration = running.connect();
        running.sync(integration, SyncMode.FULL);
        issue = running.jira().site().ids().get(0);
        running.jira().exchanges().reset();
    }

    @AfterEach
    void wellAgain() {
        running.jira().faults().clear();
    }

    private static void fail(Fault fault) {
        running.jira().faults().add(fault.on(LOOK_UP).always());
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 503})
    void aToolThatFailsIsAskedOnceAndTheCopyAnswers(int status) throws Exception {
        fail(Fault.status(status));

        Told told = reading.live(integration, "issues", issue);

        assertThat(told.status()).as(told.body().toString()).isEqualTo(200);
        assertThat(told.mistakes()).isEmpty();
        assertThat(told.text("/fresh/source")).isEqualTo("copy");
        assertThat(told.body().at("/fresh/stored").isNull()).isTrue();
        assertThat(told.text("/fresh/failure/category")).isEqualTo("tool_outage");
        assertThat(told.text("/fresh/failure/wayOut")).isNotEmpty();
        assertThat(told.body().at("/ageSeconds").asInt(-1)).isNotNegative();
        assertThat(told.text("/raw/id")).isEqualTo(issue);
        assertThat(running.jira().exchanges().count(LOOK_UP)).isOne();
    }

    @Test
    void aToolThatKeepsSilentIsAnsweredForByTheCopy() throws Exception {
        fail(Fault.of(Fault.Kind.LATENCY, Duration.ofSeconds(3)));

        Told told = reading.live(integration, "issues", issue);

        assertThat(told.text("/fresh/failure/category")).isEqualTo("timeout");
        assertThat(told.text("/syncedAt")).isEqualTo(told.text("/fresh/storedAt"));
    }

    /** A tool that hangs must not hold every thread that answers callers. */
    @Test
    void onlySomeReadLiveAtOnce() throws Exception {
        fail(Fault.of(Fault.Kind.LATENCY, Duration.ofSeconds(3)));
        List<Callable<Integer>> callers = Collections.nCopies(
                12, () -> reading.live(integration, "issues", issue).status());

        List<Integer> told = all(callers);

        assertThat(told).containsOnly(200, 429);
        assertThat(Collections.frequency(told, 200)).isBetween(8, 11);
    }

    private static List<Integer> all(List<Callable<Integer>> callers) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(callers.size());
        try {
            List<Integer> told = new ArrayList<>();
            for (Future<Integer> caller : threads.invokeAll(callers)) {
                told.add(caller.get());
            }
            return told;
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void aConnectionThatBreaksOffIsAnsweredForByTheCopy() throws Exception {
        fail(Fault.of(Fault.Kind.DROPPED));

        Told told = reading.live(integration, "issues", issue);

        assertThat(told.text("/fresh/failure/category")).isEqualTo("network");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "30"})
    void aLimitIsToldWithTheInstantUntilWhichTheToolIsLeftAlone(String retryAfter) throws Exception {
        fail(Fault.rateLimit(retryAfter, "jira-quota-global-based"));

        Told told = reading.live(integration, "issues", issue);

        assertThat(told.text("/fresh/source")).isEqualTo("copy");
        assertThat(told.text("/fresh/failure/category")).isEqualTo("rate_limit");
        assertThat(Instant.parse(told.text("/fresh/failure/retryAt")))
                .isAfter(Instant.parse(told.text("/fresh/askedAt")));
    }

    @Test
    void withoutACopyALimitIsAProblemThatSaysWhen() throws Exception {
        fail(Fault.rateLimit("30", null));

        Told told = reading.live(integration, "issues", NEVER_STORED);

        assertThat(told.mistakes()).isEmpty();
        assertThat(told.status()).isEqualTo(429);
        assertThat(told.text("/category")).isEqualTo("rate_limit");
        assertThat(told.retryAfter()).isBetween(25, 32);
    }

    @Test
    void withoutACopyAnOutageIsAProblem() throws Exception {
        fail(Fault.status(503));

        Told told = reading.live(integration, "issues", NEVER_STORED);

        assertThat(told.status()).isEqualTo(422);
        assertThat(told.text("/category")).isEqualTo("tool_outage");
    }

    @Test
    void aPermissionThatIsMissingIsAProblemAndStopsNothingElse() throws Exception {
        fail(Fault.status(403));

        Told told = reading.live(integration, "issues", issue);

        assertThat(told.status()).isEqualTo(422);
        assertThat(told.text("/category")).isEqualTo("permission");
        assertThat(told.text("/wayOut")).contains("Grant", "without fresh");
        assertThat(status()).isEqualTo("connected");
    }

    @Test
    void aCredentialThatIsRefusedIsHandledAsEverywhereAndNotTriedAgain() throws Exception {
        fail(Fault.status(401));
        Told refused = reading.live(integration, "issues", issue);

        Told again = reading.live(integration, "issues", issue);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text("/category")).isEqualTo("authentication");
        assertThat(status()).isEqualTo("reauthorize");
        assertThat(again.text("/category")).isEqualTo("authentication");
        assertThat(running.jira().exchanges().count(LOOK_UP)).isOne();
    }

    @Test
    void anAnswerThatCannotBeReadIsAProblem() throws Exception {
        fail(Fault.of(Fault.Kind.TRUNCATED));

        Told told = reading.live(integration, "issues", issue);

        assertThat(told.status()).isEqualTo(422);
        assertThat(told.text("/category")).isEqualTo("invalid_data");
        assertThat(running.service().buffers().inFlight()).isZero();
    }

    @Test
    void aFailureIsRecordedWithTheIntegrationAndItsStream() throws Exception {
        fail(Fault.status(503));

        reading.live(integration, "issues", issue);

        assertThat(running.texts("select stream || ' ' || category || ' ' || recovery from bactrian.failures"
                        + " where integration_id = '" + integration.id() + "'"))
                .containsExactly("issues tool_outage local_copy");
    }

    @Test
    void aToolThatIsToBeLeftAloneIsNotAsked() throws Exception {
        RestClient rest = new RestClient(running.address());
        rest.patch(integration.id(), "*", "{\"paused\": true}");
        Told paused = reading.live(integration, "issues", issue);
        rest.patch(integration.id(), "*", "{\"paused\": false}");
        rest.post(integration.id(), "disconnect");

        Told disconnected = reading.live(integration, "issues", issue);

        assertThat(List.of(paused.status(), disconnected.status())).containsOnly(422);
        assertThat(paused.text("/detail")).contains("is paused");
        assertThat(disconnected.text("/detail")).contains("is disconnected");
        assertThat(disconnected.text("/wayOut")).contains("without fresh");
        assertThat(running.jira().exchanges().count(LOOK_UP)).isZero();
    }

    @Test
    void whoMayOnlyLookMayNotSpendWhatTheToolAllows() throws Exception {
        LiveReading viewer = new LiveReading(running.address(), key(Role.VIEWER));

        Told refused = viewer.live(integration, "issues", issue);

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.text("/wayOut")).contains("operator", "without fresh");
        assertThat(viewer.copy(integration, "issues", issue).status()).isEqualTo(200);
        assertThat(running.texts("select result from bactrian.audit_entries where action = 'readLive'"))
                .containsExactly("permission");
    }

    @Test
    void aKeyReadsLiveOnlySoOften() throws Exception {
        LiveReading operator = new LiveReading(running.address(), key(Role.OPERATOR));
        for (int i = 0; i < 60; i++) {
            operator.live(integration, "issues", issue);
        }

        Told refused = operator.live(integration, "issues", issue);

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.retryAfter()).isPositive();
        assertThat(operator.copy(integration, "issues", issue).status()).isEqualTo(200);
    }

    private static String key(Role role) {
        return new ApiKeys(running.service().database().jdbi()).create("live " + UUID.randomUUID(), role, null);
    }

    private String status() {
        return running.operations()
                .integration(Caller.SYSTEM, integration.id())
                .status()
                .word();
    }
}
