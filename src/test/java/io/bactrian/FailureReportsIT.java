package io.bactrian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.access.Caller;
import io.bactrian.connection.Integration;
import io.bactrian.connection.IntegrationStatus;
import io.bactrian.connection.NewIntegration;
import io.bactrian.run.SyncMode;
import io.bactrian.simulate.Fault;
import io.bactrian.simulate.jira.JiraSettings;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody is told who reports an error, what is done for him, and what the history says. */
class FailureReportsIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String SECRET = "geheim-4711";

    @TempDir
    static Path directory;

    private static RunningService running;
    private static Integration integration;

    @BeforeAll
    static void start() {
        running = RunningService.start(directory, JiraSettings.defaults().withIssues(20), Map.of());
        integration = running.connect();
        running.sync(integration, SyncMode.FULL);
    }

    @AfterAll
    static void stop() {
        running.close();
    }

    @BeforeEach
    void forget() {
        running.jira().faults().clear();
        running.jdbi().useHandle(handle -> handle.execute("truncate bactrian.failures"));
    }

    @Test
    void anOpinionChangesNothingAndRepeatsNoSecret() throws Exception {
        JsonNode told = report("""
                {"error": {"message": "token=%s refused", "status": 401, "headers": {"X-Seraph-LoginReason": "AUTHENTICATION_DENIED"}},
                 "integrationId": "%s"}
                """.formatted(SECRET, integration.id()));

        assertThat(told.path("category").asText()).isEqualTo("authentication");
        assertThat(told.path("recovery").path("action").asText()).isEqualTo("pause");
        assertThat(told.path("acted").asBoolean()).isFalse();
        assertThat(told.toString()).doesNotContain(SECRET);
        assertThat(running.number("select count(*) from bactrian.failures")).isZero();
        assertThat(status()).isEqualTo(IntegrationStatus.CONNECTED);
    }

    @Test
    void whatIsToBeDoneIsDoneAndRecordedWithoutTheSecret() throws Exception {
        int before = audited();

        JsonNode told = report("""
                {"error": {"message": "password=%s timed out", "type": "ETIMEDOUT"}, "integrationId": "%s", "act": true}
                """.formatted(SECRET, integration.id()));

        assertThat(told.path("recovery").path("action").asText()).isEqualTo("retry");
        assertThat(told.path("acted").asBoolean()).isTrue();
        assertThat(running.texts("select message from bactrian.failures")).containsExactly("password=*** timed out");
        assertThat(running.texts("select id::text from bactrian.integrations where retry_at > now()"))
                .contains(integration.id().toString());
        assertThat(audited()).isEqualTo(before + 1);
    }

    private static int audited() {
        return running.number("select count(*) from bactrian.audit_entries where action = 'handleFailure'");
    }

    @Test
    void aRecordThatCannotBeReadIsAnsweredFromTheLocalCopyWithItsAge() throws Exception {
        String id = running.texts("select min(external_id) from work.records where stream = 'issues'")
                .get(0);

        JsonNode told = report("""
                {"error": {"message": "bad gateway", "status": 502}, "integrationId": "%s", "stream": "issues",
                 "externalId": "%s", "act": true}
                """.formatted(integration.id(), id));

        assertThat(told.path("recovery").path("action").asText()).isEqualTo("local_copy");
        assertThat(told.path("localCopy").path("raw").path("id").asText()).isEqualTo(id);
        assertThat(told.path("localCopy").path("ageSeconds").asLong()).isBetween(0L, 600L);
        assertThat(status()).isEqualTo(IntegrationStatus.CONNECTED);
    }

    @Test
    void aRefusalOfOneRecordNeverDisablesTheConnection() throws Exception {
        JsonNode told = report("""
                {"error": {"message": "no", "status": 401}, "integrationId": "%s", "stream": "issues", "externalId": "1",
                 "act": true}
                """.formatted(integration.id()));

        assertThat(told.path("recovery").path("action").asText()).isEqualTo("none");
        assertThat(status()).isEqualTo(IntegrationStatus.CONNECTED);
    }

    @Test
    void whatFailsAlikeIsOnePattern() throws Exception {
        for (String path : new String[] {"/issue/10001/comment", "/issue/10002/comment"}) {
            running.jira().faults().add(Fault.status(403).on(path));
        }
        running.jira().faults().add(Fault.status(403).on("/project/search").always());
        running.sync(integration, SyncMode.FULL);
        running.sync(integration, SyncMode.FULL);

        JsonNode patterns = get("/failures?groupBy=fingerprint").path("items");
        JsonNode failures =
                get("/failures?open=true&integrationId=" + integration.id()).path("items");

        assertThat(patterns).anySatisfy(pattern -> {
            assertThat(pattern.path("operation").asText()).isEqualTo("GET /rest/api/3/project/search");
            assertThat(pattern.path("count").asInt()).isEqualTo(2);
            assertThat(pattern.path("recoveredShare").asDouble()).isZero();
        });
        assertThat(failures)
                .anySatisfy(failure -> assertThat(failure.path("count").asInt()).isEqualTo(2));
    }

    /** A tool that answers nothing holds up its own check and no other. */
    @Test
    void aDeadToolDelaysNoCheckOfAnother() {
        NewIntegration request = running.request();
        ((ObjectNode) request.config()).put("timeout", "30s");
        Integration dead = running.operations().connectToTool(Caller.SYSTEM, request, true);
        due(integration);
        await().until(() -> checks(integration) == 1);
        running.jira()
                .faults()
                .add(Fault.of(Fault.Kind.LATENCY, Duration.ofSeconds(30)).on("/myself"));
        due(dead);
        await().until(() -> running.jira().faults().played() == 1);

        due(integration);

        await().atMost(Duration.ofSeconds(15)).until(() -> checks(integration) == 1);
        assertThat(checks(dead)).isZero();
    }

    private static void due(Integration one) {
        running.jdbi().useHandle(handle -> {
            handle.execute("delete from bactrian.health_checks where integration_id = ?", one.id());
            handle.execute("update bactrian.integrations set health_due_at = now() + interval '1 hour'");
            handle.execute("update bactrian.integrations set health_due_at = now() where id = ?", one.id());
        });
        running.service().context().createProducerTemplate().sendBody("direct:check-due", null);
    }

    private static int checks(Integration one) {
        return running.number("select count(*) from bactrian.health_checks where integration_id = '" + one.id() + "'");
    }

    private static IntegrationStatus status() {
        return running.operations().integration(Caller.SYSTEM, integration.id()).status();
    }

    private static JsonNode report(String body) throws Exception {
        return answer(
                request("/failures").header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)));
    }

    private static JsonNode get(String path) throws Exception {
        return answer(request(path).GET());
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(running.address().resolve("/api/v1" + path))
                .header("Authorization", "Bearer " + ServiceProcess.ADMIN_KEY);
    }

    private static JsonNode answer(HttpRequest.Builder request) throws Exception {
        HttpResponse<String> answer = HTTP.send(request.build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }
}
