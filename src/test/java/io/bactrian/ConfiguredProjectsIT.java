package io.bactrian;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.RestClient.Told;
import io.bactrian.connection.NewIntegration;
import io.bactrian.simulate.Fault;
import io.bactrian.simulate.jira.JiraSettings;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The projects that an integration names are asked for one by one before anything is stored. */
class ConfiguredProjectsIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String COUNT = "/approximate-count";

    @TempDir
    static Path directory;

    private static RunningService running;
    private static String known;
    private static RestClient rest;

    @BeforeAll
    static void start() {
        running = RunningService.start(
                directory, JiraSettings.defaults().withIssues(40), Map.of("health.interval", "1h"));
        known = project(running.jira().site().ids().get(0));
        rest = new RestClient(running.address());
    }

    @AfterAll
    static void stop() {
        running.close();
    }

    @BeforeEach
    @AfterEach
    void clear() throws Exception {
        running.jira().faults().clear();
        for (JsonNode integration : rest.send("GET", "", null, null).body().path("items")) {
            rest.delete(UUID.fromString(integration.path("id").asText()));
        }
    }

    @Test
    void aTestCountsTheRecordsOfEachProject() throws Exception {
        UUID id = create("{'projects': ['" + known + "']}");

        JsonNode test = rest.post(id, "test").body();

        assertThat(test.path("success").asBoolean()).as(test.toString()).isTrue();
        assertThat(test.path("scope")).hasSize(1);
        assertThat(test.at("/scope/0/pointer").asText()).isEqualTo("/scope/projects/0");
        assertThat(test.at("/scope/0/element").asText()).isEqualTo(known);
        assertThat(test.at("/scope/0/count").asLong())
                .isEqualTo(running.jira().site().ids().stream()
                        .filter(issue -> project(issue).equals(known))
                        .count());
    }

    @Test
    void anUnknownProjectIsRefusedWithItsPlaceAndNothingIsStored() throws Exception {
        Told answer = ask("{'projects': ['" + known + "', 'NOWHERE']}");

        assertRefused(answer, "/scope/projects/1");
        assertThat(running.number("select count(*) from bactrian.integrations")).isZero();
        assertThat(running.number("select count(*) from bactrian.credentials")).isZero();
    }

    @Test
    void aScopeIsNotChangedToAnUnknownProject() throws Exception {
        UUID id = create("{'projects': ['" + known + "']}");
        Told before = rest.get(id);

        Told answer = rest.patch(id, "*", json("{'scope': {'projects': ['NOWHERE']}}"));

        assertRefused(answer, "/scope/projects/0");
        assertThat(rest.get(id).etag()).isEqualTo(before.etag());
        assertThat(rest.get(id).body().path("scope")).isEqualTo(before.body().path("scope"));
    }

    @Test
    void aScopeThatNamesTheSameProjectsIsChangedWithoutTheTool() throws Exception {
        UUID id = create("{'projects': ['" + known + "']}");
        running.jira().faults().add(Fault.status(500).on(COUNT).always());

        Told answer = rest.patch(id, "*", json("{'scope': {'startDate': '2026-01-01'}}"));

        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
    }

    @Test
    void aProjectThatIsHiddenSinceIsReportedByATestAndKeepsAConnectionFromBeingMade() throws Exception {
        UUID id = create("{'projects': ['" + known + "']}");
        rest.post(id, "disconnect");
        running.jira().faults().add(Fault.status(404).on(COUNT).always());

        JsonNode test = rest.post(id, "test").body();
        Told connected = rest.post(id, "connect");

        assertThat(test.path("success").asBoolean()).isFalse();
        assertThat(test.at("/failure/category").asText()).isEqualTo("invalid_data");
        assertThat(test.at("/errors/0/pointer").asText()).isEqualTo("/scope/projects/0");
        assertRefused(connected, "/scope/projects/0");
        assertThat(rest.get(id).body().path("status").asText()).isEqualTo("disconnected");
    }

    @Test
    void aToolThatFailsToCountIsNotTakenForOneWithoutTheProject() throws Exception {
        running.jira().faults().add(Fault.status(401).on(COUNT).always());

        Told answer = ask("{'projects': ['" + known + "', 'NOWHERE']}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body().path("category").asText()).isEqualTo("authentication");
        assertThat(answer.body().path("errors")).isEmpty();
        assertThat(running.number("select count(*) from bactrian.integrations")).isZero();
    }

    private static void assertRefused(Told answer, String pointer) {
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(422);
        assertThat(answer.body().path("category").asText()).isEqualTo("invalid_data");
        assertThat(answer.body().path("errors")).hasSize(1);
        assertThat(answer.body().at("/errors/0/pointer").asText()).isEqualTo(pointer);
    }

    private static UUID create(String scope) throws Exception {
        Told created = ask(scope);
        assertThat(created.status()).as(created.body().toString()).isEqualTo(201);
        return UUID.fromString(created.body().path("id").asText());
    }

    private static Told ask(String scope) throws Exception {
        NewIntegration usual = running.request();
        ObjectNode request = JSON.createObjectNode().put("tool", "jira").put("name", "test");
        request.set("config", usual.config());
        request.set("credentials", usual.credentials());
        request.set("scope", JSON.readTree(json(scope)));
        return rest.send("POST", "", null, request.toString());
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }

    private static String project(String issue) {
        return running.jira().site().truth(issue).at("/fields/project/key").asText();
    }
}
