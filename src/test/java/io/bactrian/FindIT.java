package io.bactrian;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bactrian.connection.Integration;
import io.bactrian.simulate.jira.JiraSettings;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What somebody finds among ten thousand integrations, and of one of them. */
final class FindIT {
    private static final Logger LOG = LoggerFactory.getLogger(FindIT.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static RunningService running;
    private static Integration connected;

    @BeforeAll
    static void start(@TempDir Path directory) {
        running = RunningService.start(directory, JiraSettings.defaults().withIssues(1), Map.of());
        running.jdbi().useHandle(handle -> handle.execute("""
                insert into bactrian.integrations
                    (id, tool, name, project_id, config, scope, data_mapping, sync_frequency_seconds, status, health, account,
                     permissions, created_at, updated_at, health_due_at, paused_from)
                select gen_random_uuid(), (array['jira', 'asana', 'trello'])[n % 3 + 1], 'number ' || n, 'p' || n % 10,
                    '{}', '{}', '[]', 0, (array['disconnected', 'paused'])[n % 2 + 1], 'unknown', '{}', '[]',
                    now() - make_interval(secs => n), now(), now() + interval '1 year',
                    (array[null, 'connected'])[n % 2 + 1]
                from generate_series(1, 10000) n
                """));
        connected = running.connect();
    }

    @AfterAll
    static void stop() {
        running.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                     | 10001",
                "tool=asana                             | 3334",
                "status=paused                          | 5000",
                "projectId=p3                           | 1000",
                "tool=trello&status=paused&projectId=p3 | 333",
                "tool=github                            | 0"
            })
    void everyFilterNarrowsTheListsAndTheNewestComesFirst(String filter, int count) throws Exception {
        List<JsonNode> integrations = all("integrations", filter);
        List<JsonNode> connections = all("connections", filter);

        assertThat(integrations).hasSize(count).doesNotHaveDuplicates();
        assertThat(integrations)
                .extracting(one -> one.path("createdAt").asText())
                .isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(connections)
                .extracting(one -> one.path("connectionId").asText())
                .containsExactlyElementsOf(integrations.stream()
                        .map(one -> one.path("id").asText())
                        .toList());
    }

    @Test
    void aConnectionTellsHowItIs() throws Exception {
        // Unknown until its first check, which comes by itself.
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() ->
                        running.number("select count(*) from bactrian.integrations where health = 'healthy'") == 1);

        JsonNode connection = get("connections?status=connected").path("items").path(0);

        assertThat(connection.path("connectionId").asText())
                .isEqualTo(connected.id().toString());
        assertThat(connection.path("toolType").asText()).isEqualTo("jira");
        assertThat(connection.path("health").asText()).isEqualTo("healthy");
        assertThat(connection.fieldNames())
                .toIterable()
                .contains(
                        "config",
                        "lastSync",
                        "nextSync",
                        "syncFrequency",
                        "dataMapping",
                        "createdAt",
                        "updatedAt",
                        "latencyMs",
                        "lastFailure");
    }

    @Test
    void healthIsToldCheckByCheckAndSummedUp() throws Exception {
        running.jdbi().useHandle(handle -> handle.execute("""
                insert into bactrian.health_checks (integration_id, healthy, latency_ms, category, checked_at)
                select ?, n <> 2, 100 * n, case when n = 2 then 'timeout' end,
                    date_trunc('hour', now()) - interval '2 hours' + make_interval(mins => n)
                from generate_series(1, 4) n
                """, connected.id()));
        running.jdbi()
                .useHandle(handle -> handle.execute("update bactrian.health_rollup_marks set until = '2026-01-01'"));
        running.service().context().createProducerTemplate().sendBody("bean:healthRollups?method=rollUp", null);

        List<JsonNode> single = all("health-checks", "resolution=raw&integrationId=" + connected.id());
        List<JsonNode> hours = all("health-checks", "resolution=1h&integrationId=" + connected.id());

        assertThat(single).extracting(check -> check.path("latencyMs").asInt()).endsWith(400, 300, 200, 100);
        assertThat(hours).singleElement().satisfies(hour -> {
            assertThat(hour.path("checks").asInt()).isEqualTo(4);
            assertThat(hour.path("healthyShare").asDouble()).isEqualTo(0.75);
            assertThat(hour.at("/categories/timeout").asInt()).isEqualTo(1);
        });
    }

    @Test
    void theGenericToolServesTheSchemaOfItsStreams() throws Exception {
        JsonNode config = get("tools/generic").path("config");

        assertThat(config.at("/properties/streams/items/$ref").asText()).isEqualTo("#/$defs/stream");
        assertThat(config.at("/$defs/stream/properties").fieldNames())
                .toIterable()
                .contains("name", "path", "items", "id", "changedAt", "paging", "incremental", "mapping");
    }

    /** Part by part, as a caller reads a list. */
    private static List<JsonNode> all(String list, String filter) throws IOException, InterruptedException {
        List<JsonNode> all = new ArrayList<>();
        String next = "";
        do {
            long began = System.nanoTime();
            JsonNode part = get(list + "?limit=200&" + filter + next);
            LOG.info(
                    "{}?{}: a part in {} ms",
                    list,
                    filter,
                    Duration.ofNanos(System.nanoTime() - began).toMillis());
            part.path("items").forEach(all::add);
            next = part.path("next").isNull()
                    ? ""
                    : "&next=" + part.path("next").asText();
        } while (!next.isEmpty());
        return all;
    }

    private static JsonNode get(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = HTTP.send(
                HttpRequest.newBuilder(running.address().resolve("/api/v1/" + path.replaceAll("&+$|&(?=&)", "")))
                        .header("Authorization", "Bearer " + ServiceProcess.ADMIN_KEY)
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }
}
