package io.bactrian;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bactrian.command.ExitCode;
import io.bactrian.connection.Integration;
import io.bactrian.run.SyncMode;
import io.bactrian.simulate.jira.JiraSettings;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What was used is asked for by span, in groups and in parts, and mistakes are named. */
class UsageQueriesIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static RunningService running;

    @BeforeAll
    static void start(@TempDir Path directory) {
        running = RunningService.start(
                directory, JiraSettings.defaults().withIssues(30), Map.of("retention.usage", "36500d"));
        running.jdbi().useHandle(handle -> handle.execute("""
                        insert into bactrian.usage (day, tool, integration_id, requests)
                        select date '2020-03-01' + day, 'tool ' || tool, null, 1
                        from generate_series(0, 9) day, generate_series(1, 12) tool
                        """));
    }

    @AfterAll
    static void stop() {
        running.close();
    }

    @Test
    void aListThatIsReadInPartsIsTheWholeList() throws Exception {
        for (String by : List.of("day", "tool", "integration")) {
            String span = "?from=2020-03-01&to=2020-03-11&groupBy=" + by;
            List<JsonNode> parts = new ArrayList<>();
            for (String next = ""; next != null; ) {
                JsonNode part = JSON.readTree(get(span + "&limit=5" + next).body());
                part.get("items").forEach(parts::add);
                next = part.get("next").isNull()
                        ? null
                        : "&next=" + part.get("next").asText().replace(" ", "%20");
            }
            assertThat(parts).isEqualTo(all(usage(span))).hasSize(by.equals("day") ? 10 : 12);
        }
        assertThat(usage("?from=2020-03-01&to=2020-03-11").get(0).get("day").asText())
                .isEqualTo("2020-03-10");
    }

    @ParameterizedTest
    @CsvSource({
        "2020-03-01, 2020-03-02, 1",
        "2020-03-01T23:00:00Z, 2020-03-02T01:00:00Z, 2",
        "2020-03-01T00:00:00Z, 2020-03-02T00:00:00Z, 1",
        "0001-01-01, 2020-03-01, 0",
    })
    void everyDayThatTheSpanTouchesIsShown(String from, String to, int days) throws Exception {
        assertThat(usage("?from=" + from + "&to=" + to)).hasSize(days);
    }

    @ParameterizedTest
    @CsvSource({
        "from=yesterday, ?from",
        "from=2026-02-30, ?from",
        "to=2026-13-01, ?to",
        "from=2020-03-02&to=2020-03-01, ?to",
        "from=2020-03-01&to=2020-03-01, ?to",
        "from=9000-01-01, ?from",
        "groupBy=month, ?groupBy",
        "groupby=day, ?groupby",
        "limit=0, ?limit"
    })
    void aMistakeIsNamedByItsPlace(String query, String pointer) throws Exception {
        HttpResponse<String> answer = get("?" + query);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(JSON.readTree(answer.body()).at("/errors/0/pointer").asText())
                .isEqualTo(pointer);
    }

    @Test
    void theCommandShowsTheSameAsATableOrJson() {
        Integration integration = running.connect();
        running.sync(integration, SyncMode.FULL);

        Ran byDay = Ran.at(running.address(), "usage");
        Ran byIntegration = Ran.at(running.address(), "usage", "--group-by", "integration", "-o", "json");
        Ran wrong = Ran.at(running.address(), "usage", "--from", "yesterday");

        assertThat(byDay.exitCode()).as(byDay.err()).isZero();
        assertThat(byDay.out().lines().findFirst().orElse(""))
                .startsWith("day ")
                .contains("requests", "records", "bytes", "runs", "errors");
        assertThat(byIntegration.json().at("/items").findValuesAsText("integrationId"))
                .contains(integration.id().toString());
        assertThat(wrong.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(wrong.err()).contains("?from");
    }

    private static List<JsonNode> all(JsonNode items) {
        List<JsonNode> all = new ArrayList<>();
        items.forEach(all::add);
        return all;
    }

    private JsonNode usage(String query) throws Exception {
        HttpResponse<String> answer = get(query);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body()).get("items");
    }

    private static HttpResponse<String> get(String query) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(running.address().resolve("/api/v1/usage" + query))
                .header("Authorization", "Bearer " + ServiceProcess.ADMIN_KEY)
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }
}
