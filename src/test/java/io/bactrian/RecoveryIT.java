package io.bactrian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.access.Caller;
import io.bactrian.connection.Integration;
import io.bactrian.connection.IntegrationStatus;
import io.bactrian.connection.NewIntegration;
import io.bactrian.credential.Credentials;
import io.bactrian.credential.MasterKey;
import io.bactrian.credential.MasterKeySettings;
import io.bactrian.credential.Vault;
import io.bactrian.health.Resolution;
import io.bactrian.run.RunOutcome;
import io.bactrian.run.RunReport;
import io.bactrian.run.RunState;
import io.bactrian.run.SyncMode;
import io.bactrian.simulate.Fault;
import io.bactrian.simulate.jira.JiraSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each recovery, from what the tool answers to what becomes of the run, the connection and the record of the failure. */
class RecoveryIT {
    private static final String PROJECTS = "/project/search";
    private static final String SEARCH = "/search/jql";
    private static final String PROBE = "/myself";
    private static final String CAPTCHA = "AUTHENTICATION_DENIED";
    private static final String EXPIRED = "Invalid or expired nextPageToken.";
    private static final int ISSUES = 600;
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    private RunningService running;
    private Integration integration;

    @BeforeEach
    void start() {
        running = RunningService.start(directory, JiraSettings.defaults().withIssues(ISSUES), Map.of());
        integration = running.connect();
        running.jira().exchanges().reset();
    }

    @AfterEach
    void stop() {
        running.close();
    }

    @Test
    void theTimerOfTheRollUpsSumsUpEveryResolution() {
        running.service().context().createProducerTemplate().sendBody("bean:healthRollups?method=rollUp", null);

        assertThat(running.number(
                        "select count(*) from bactrian.health_rollup_marks where until > now() - interval '2 days'"))
                .isEqualTo(Resolution.values().length);
    }

    @Test
    void aCaptchaStopsTheConnectionUntilAPersonActs() {
        running.jira().faults().add(Fault.refusal(401, CAPTCHA).on(PROJECTS));

        RunReport run = running.sync(integration, SyncMode.FULL);

        assertThat(run.outcome()).as(run.toString()).isEqualTo(RunOutcome.FAILED);
        assertThat(running.jira().exchanges().count(PROJECTS)).isEqualTo(1);
        assertThat(status()).isEqualTo(IntegrationStatus.PAUSED);
        assertThat(recorded()).containsExactly("authentication 401 pause true 1 open");
        assertThatTheToolIsNotAskedAnyMore();
    }

    /** As if an hour had passed: neither a check nor a sync nor a retry may touch it. */
    private void assertThatTheToolIsNotAskedAnyMore() {
        running.jdbi().useHandle(handle -> handle.execute("""
                update bactrian.integrations set health_due_at = now(), next_sync_at = now(), retry_at = now()
                """));
        long asked = running.jira().exchanges().count("");
        running.service().context().createProducerTemplate().sendBody("direct:run-queue", null);
        running.service().context().createProducerTemplate().sendBody("direct:check-due", null);

        assertThat(running.jira().exchanges().count("")).isEqualTo(asked);
        assertThat(running.number("select count(*) from bactrian.runs where ended_at is null"))
                .isZero();
    }

    @Test
    void aRefusedCredentialAsksForAnother() {
        running.jira().faults().add(Fault.status(401).on(PROJECTS).always());

        running.sync(integration, SyncMode.FULL);

        assertThat(status()).isEqualTo(IntegrationStatus.REAUTHORIZE);
        assertThat(recorded()).containsExactly("authentication 401 pause true 1 open");
    }

    @Test
    void aCredentialThatAnotherProcessRenewedIsTakenUpInTheMiddleOfARun() {
        integration = throughTheGateway();
        running.jira().faults().add(Fault.status(401).on(PROJECTS));
        running.jira().exchanges().listen(exchange -> {
            if (exchange.faulty()) {
                renewElsewhere();
            }
        });

        RunReport run = running.sync(integration, SyncMode.FULL);

        assertThat(run.outcome()).as(run.toString()).isEqualTo(RunOutcome.IN_SYNC);
        assertThat(status()).isEqualTo(IntegrationStatus.CONNECTED);
        assertThat(recorded()).containsExactly("authentication 401 refresh_token false 1 recovered");
    }

    /** Where Jira takes two kinds of credentials. */
    private Integration throughTheGateway() {
        NewIntegration request = running.request();
        ((ObjectNode) request.config())
                .put("cloudId", running.jira().settings().cloudId())
                .put("gatewayUrl", running.jira().address().toString());
        return running.operations().connectToTool(Caller.SYSTEM, request, true);
    }

    private void renewElsewhere() {
        Vault vault = new Vault(MasterKey.load(new MasterKeySettings("", "", directory)));
        ObjectNode token = JsonNodeFactory.instance
                .objectNode()
                .put("accessToken", running.jira().settings().scopedToken());
        running.jdbi()
                .useHandle(handle -> new Credentials(running.jdbi(), vault).save(handle, integration.id(), token));
    }

    @Test
    void aPageTokenThatIsNotAcceptedAnyMoreBeginsTheWindowAgain() {
        running.jira()
                .faults()
                .add(Fault.refusal(400, EXPIRED).on(SEARCH).every(4).times(1));

        RunReport run = running.sync(integration, SyncMode.FULL);

        assertThat(run.outcome()).as(run.toString()).isEqualTo(RunOutcome.IN_SYNC);
        assertThat(run.timeline()).anyMatch(step -> step.step().equals("waiting"));
        assertThat(running.number("select count(*) from work.records where stream = 'issues'"))
                .isEqualTo(ISSUES);
        assertThat(recorded()).containsExactly("invalid_data 400 resnapshot false 1 recovered");
    }

    @Test
    void aPageTokenThatIsNeverAcceptedIsAGapInTheEnd() {
        running.jira()
                .faults()
                .add(Fault.refusal(400, EXPIRED).on(SEARCH).every(2).always());

        RunReport run = running.sync(integration, SyncMode.FULL);

        assertThat(run.outcome()).as(run.toString()).isEqualTo(RunOutcome.INCOMPLETE);
        assertThat(recorded()).hasSize(1).first().asString().startsWith("invalid_data 400 none false");
    }

    @Test
    @Tag("proof")
    void aPageThatDoesNotComeInTimeIsAskedForInSmallerOnesByALaterRun() {
        running.jira()
                .faults()
                .add(Fault.of(Fault.Kind.DRIBBLED_BODY).on(PROJECTS).times(4));
        RunReport first = running.sync(integration, SyncMode.FULL);
        assertThat(first.outcome()).as(first.toString()).isEqualTo(RunOutcome.INCOMPLETE);
        assertThat(recorded()).containsExactly("timeout 0 shrink_page false 1 open");
        List<String> asked = new java.util.concurrent.CopyOnWriteArrayList<>();
        running.jira().exchanges().listen(exchange -> {
            if (exchange.path().contains(PROJECTS)) {
                asked.add(exchange.query());
            }
        });

        later();

        await().atMost(LONG).until(() -> recorded().equals(List.of("timeout 0 shrink_page false 1 recovered")));
        assertThat(asked).isNotEmpty().allMatch(query -> query.contains("maxResults=50"));
    }

    /** As if the time had come at which what failed is read again. */
    private void later() {
        assertThat(running.number("select count(*) from bactrian.integrations where retry_at > now()"))
                .isEqualTo(1);
        running.jdbi().useHandle(handle -> handle.execute("update bactrian.integrations set retry_at = now()"));
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 503})
    @Tag("proof")
    void whatAnOutageLeftOutIsReadWhenItMayBeOver(int status) {
        running.jira().faults().add(Fault.status(status).on(PROJECTS).times(6));
        RunReport run = running.sync(integration, SyncMode.FULL);
        assertThat(run.outcome()).as(run.toString()).isEqualTo(RunOutcome.INCOMPLETE);
        assertThat(recorded()).containsExactly("tool_outage " + status + " retry false 1 open");

        later();

        await().atMost(LONG)
                .until(() -> recorded().equals(List.of("tool_outage " + status + " retry false 1 recovered")));
        assertThat(running.number("select count(*) from work.records where stream = 'projects'"))
                .isPositive();
    }

    @Test
    void theSameFailureAgainIsCountedAndWaitedForLonger() {
        running.jira().faults().add(Fault.status(500).on(PROJECTS).always());

        running.sync(integration, SyncMode.FULL);
        running.sync(integration, SyncMode.FULL);

        assertThat(recorded()).containsExactly("tool_outage 500 retry false 2 open");
        assertThat(running.number("select extract(epoch from due_at - last_seen_at)::int from bactrian.failures"))
                .isBetween(100, 130);
    }

    @Test
    void aLongWaitIsStoredWithTheRun() {
        running.jira().faults().add(Fault.rateLimit("3600", null).on(PROJECTS));

        RunReport run = running.operations()
                .syncData(Caller.SYSTEM, integration.id(), SyncMode.FULL, List.of(), Duration.ofSeconds(3));

        assertThat(run.state()).as(run.toString()).isEqualTo(RunState.WAITING);
        assertThat(run.dueAt()).isAfter(Instant.now().plusSeconds(3500));
        assertThat(recorded()).containsExactly("rate_limit 429 wait false 1 open");
    }

    @Test
    void aFailureOfTheProbeIsOverWhenTheProbeIsWellAgain() {
        running.jira().faults().add(Fault.status(403).on(PROBE));
        check();
        assertThat(status()).isEqualTo(IntegrationStatus.FAILING);
        assertThat(recorded()).containsExactly("permission 403 none false 1 open");

        check();

        assertThat(status()).isEqualTo(IntegrationStatus.CONNECTED);
        assertThat(recorded()).containsExactly("permission 403 none false 1 recovered");
    }

    private void check() {
        running.service()
                .context()
                .createProducerTemplate()
                .sendBodyAndProperty("direct:check-health", null, "connectionId", integration.id());
    }

    private IntegrationStatus status() {
        return running.operations().integration(Caller.SYSTEM, integration.id()).status();
    }

    private List<String> recorded() {
        return running.texts("""
                select concat_ws(' ', category, status, recovery, needs_person::text, count,
                    case when recovered_at is null then 'open' else 'recovered' end)
                from bactrian.failures order by first_seen_at
                """);
    }
}
