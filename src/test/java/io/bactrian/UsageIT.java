package io.bactrian;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bactrian.access.Caller;
import io.bactrian.access.Role;
import io.bactrian.access.key.KeyRegister;
import io.bactrian.access.key.NewKey;
import io.bactrian.connection.Integration;
import io.bactrian.connection.NewIntegration;
import io.bactrian.run.SyncMode;
import io.bactrian.simulate.Fault;
import io.bactrian.simulate.jira.JiraSettings;
import io.bactrian.store.Alongside;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is asked of a tool and brought over is counted, and everybody is shown what is his. */
class UsageIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    static Path directory;

    private static RunningService running;

    @BeforeAll
    static void start() {
        running = RunningService.start(
                directory, JiraSettings.defaults().withIssues(30), Map.of("retention.usage", "36500d"));
    }

    @AfterAll
    static void stop() {
        running.close();
    }

    @BeforeEach
    void mend() {
        running.jira().faults().clear();
    }

    private Integration connect(String project) {
        NewIntegration usual = running.request();
        return running.operations()
                .connectToTool(
                        Caller.SYSTEM,
                        new NewIntegration(
                                usual.tool(),
                                usual.name(),
                                project,
                                usual.config(),
                                usual.credentials(),
                                null,
                                null,
                                null),
                        true);
    }

    private HttpResponse<String> get(String key, String query) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(running.address().resolve("/api/v1/usage" + query))
                .header("Authorization", "Bearer " + key)
                .build();
        return HTTP.send(request, BodyHandlers.ofString());
    }

    private JsonNode usage(String query) throws Exception {
        return items(ServiceProcess.ADMIN_KEY, query);
    }

    private JsonNode items(String key, String query) throws Exception {
        HttpResponse<String> answer = get(key, query);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body()).get("items");
    }

    private static JsonNode of(JsonNode items, UUID integration) {
        for (JsonNode item : items) {
            if (item.get("integrationId").asText().equals(integration.toString())) {
                return item;
            }
        }
        return JSON.missingNode();
    }

    private String key(Set<String> projects) {
        return new KeyRegister(running.jdbi())
                .make(Caller.SYSTEM, new NewKey("reader", Role.VIEWER, projects, null), id -> Alongside.NOTHING)
                .key();
    }

    @Test
    void everyRequestThatTheToolMetIsCountedHoweverOftenItWasRepeated() {
        running.jira().faults().add(Fault.status(503).on("/project/search").times(2));

        Integration integration = running.connect();
        running.sync(integration, SyncMode.FULL);

        // A health check may be under way.
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            JsonNode item = usage("?groupBy=tool").get(0);
            assertThat(item.get("tool").asText()).isEqualTo("jira");
            assertThat(item.get("requests").asLong())
                    .isEqualTo(running.jira().exchanges().count(""));
            assertThat(item.get("bytes").asLong()).isPositive();
        });
    }

    @Test
    void runsCountWhenTheyEndWithTheRecordsTheyRead() throws Exception {
        Integration integration = connect("a");

        running.sync(integration, SyncMode.FULL);
        running.sync(integration, SyncMode.INCREMENTAL);

        JsonNode item = of(usage("?groupBy=integration"), integration.id());
        assertThat(item.get("runs").asInt()).isEqualTo(2);
        assertThat(item.get("records").asInt())
                .isEqualTo(
                        running.number("select sum(fetched) from bactrian.run_streams join bactrian.runs on id = run_id"
                                + " where integration_id = '" + integration.id() + "'"))
                .isPositive();
        assertThat(item.get("errors").asInt()).isZero();
    }

    @Test
    void aRunThatIsCancelledBeforeItBeginsCounts() throws Exception {
        Integration integration = connect("a");
        UUID run = UUID.randomUUID();
        running.jdbi().useHandle(handle -> handle.execute("""
                        insert into bactrian.runs (id, integration_id, kind, mode, state, streams, created_at, due_at)
                        values (?, ?, 'sync', 'full', 'waiting', '{}', now(), now() + interval '1 hour')
                        """, run, integration.id()));

        running.operations().cancelRun(Caller.SYSTEM, run);
        running.operations().cancelRun(Caller.SYSTEM, run);

        assertThat(of(usage("?groupBy=integration"), integration.id())
                        .get("runs")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void aFailureCountsEachTimeItIsMet() throws Exception {
        Integration integration = connect("a");
        running.jira().faults().add(Fault.status(403).on("/project/search").always());

        running.sync(integration, SyncMode.FULL);
        running.sync(integration, SyncMode.FULL);

        assertThat(of(usage("?groupBy=integration"), integration.id())
                        .get("errors")
                        .asInt())
                .isEqualTo(running.number(
                        "select sum(count) from bactrian.failures where integration_id = '" + integration.id() + "'"))
                .isEqualTo(2);
    }

    @Test
    void whatADeletedIntegrationHasUsedIsNotForgotten() throws Exception {
        Integration integration = connect("a");
        running.sync(integration, SyncMode.FULL);
        long records = usage("").get(0).get("records").asLong();

        new RestClient(running.address()).delete(integration.id());

        assertThat(usage("").get(0).get("records").asLong()).isEqualTo(records).isPositive();
        JsonNode left = usage("?groupBy=integration").get(0);
        assertThat(left.get("integrationId").isNull()).isTrue();
        assertThat(left.get("tool").asText()).isEqualTo("jira");
        assertThat(left.get("records").asLong()).isPositive();
        assertThat(usage("?groupBy=integration").findValuesAsText("integrationId"))
                .doesNotContain(integration.id().toString());
    }

    @Test
    void whoIsBoundToProjectsSeesTheUsageInThemOnly() throws Exception {
        Integration mine = connect("mine");
        Integration other = connect("other");
        running.sync(mine, SyncMode.FULL);
        running.sync(other, SyncMode.FULL);
        running.sync(other, SyncMode.FULL);

        JsonNode items = items(key(Set.of("mine")), "?groupBy=integration");

        assertThat(items.findValuesAsText("integrationId"))
                .containsExactly(mine.id().toString());
        assertThat(items(key(Set.of("mine")), "").get(0).get("runs").asInt()).isEqualTo(1);
        assertThat(items(key(Set.of("none")), "")).isEmpty();
    }

    @Test
    void whatWasCountedOutlivesTheService() throws Exception {
        Integration integration = connect("a");
        long asked = usage("").get(0).get("requests").asLong();
        running.operations().testIntegration(Caller.SYSTEM, integration.id());

        running.restart();

        assertThat(running.number("select sum(requests) from bactrian.usage")).isGreaterThan((int) asked);
    }
}
