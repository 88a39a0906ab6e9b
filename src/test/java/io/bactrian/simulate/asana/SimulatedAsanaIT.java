package io.bactrian.simulate.asana;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bactrian.simulate.Answer;
import io.bactrian.simulate.Request;
import io.bactrian.simulate.SimulatorClient;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a simulated Asana promises to whoever syncs from it. */
class SimulatedAsanaIT {
    private SimulatedAsana simulated;
    private Asana asana;
    private SimulatorClient client;
    private String project;

    @BeforeEach
    void start() {
        simulated = SimulatedAsana.start(AsanaSettings.defaults().withProjects(2));
        asana = simulated.asana();
        client = AsanaClient.of(simulated);
        project = asana.gids("project").get(0);
    }

    @AfterEach
    void stop() {
        simulated.close();
    }

    @Test
    void onlyTheBearerOfTheTokenIsLetIn() throws Exception {
        HttpResponse<String> refused =
                new SimulatorClient(simulated.address(), "/api/1.0", "Bearer other").send("/users/me");

        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.body()).contains("\"errors\"", "Not Authorized");
        assertThat(client.get("/users/me").at("/data/name").asText()).isEqualTo("User 1");
    }

    @Test
    void recordsOfListsAreCompactUnlessFieldsAreAskedFor() throws Exception {
        JsonNode compact = client.get("/tasks?project=" + project + "&limit=1").at("/data/0");
        JsonNode empty = client.get("/tasks?project=" + project + "&limit=1&opt_fields=memberships")
                .at("/data/0");
        JsonNode nested = client.get("/tasks?project=" + project
                        + "&limit=1&opt_fields=memberships.project.gid,memberships.section.name")
                .at("/data/0");

        assertThat(compact.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("gid", "resource_type", "name", "resource_subtype");
        assertThat(empty.path("memberships").get(0)).isEmpty();
        assertThat(nested.at("/memberships/0/project/gid").asText()).isEqualTo(project);
        assertThat(nested.at("/memberships/0/section/name").asText()).isNotEmpty();
    }

    @Test
    void aListIsReadPageByPageAndWithoutALimitAtOnce() throws Exception {
        List<String> found = new ArrayList<>();
        String offset = "";
        JsonNode page;
        do {
            page = client.get("/tasks?limit=7&project=" + project + offset);
            page.path("data").forEach(task -> found.add(task.path("gid").asText()));
            offset = "&offset=" + page.at("/next_page/offset").asText();
        } while (!page.path("next_page").isNull());

        JsonNode whole = client.get("/tasks?project=" + project);

        assertThat(found).doesNotHaveDuplicates().hasSize(whole.path("data").size());
        assertThat(whole.has("next_page")).isFalse();
    }

    @Test
    void thePositionOfAPageExpires() throws Exception {
        try (SimulatedAsana hasty =
                SimulatedAsana.start(AsanaSettings.defaults().withLives(Duration.ofMillis(-1), Duration.ofHours(24)))) {
            SimulatorClient of = AsanaClient.of(hasty);
            String path =
                    "/tasks?limit=2&project=" + hasty.asana().gids("project").get(0);
            String offset = of.get(path).at("/next_page/offset").asText();

            HttpResponse<String> refused = of.send(path + "&offset=" + offset);

            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(refused.body()).contains("offset: Your pagination token has expired.");
        }
    }

    @Test
    void subtasksAreListedWithTheirParentsOnly() throws Exception {
        String task = asana.change("create", project);
        String subtask = asana.change("create_subtask", task);
        String deeper = asana.change("create_subtask", subtask);

        assertThat(gids("/tasks?project=" + project)).contains(task).doesNotContain(subtask, deeper);
        assertThat(gids("/tasks/" + task + "/subtasks?")).containsExactly(subtask);
        assertThat(gids("/tasks/" + subtask + "/subtasks?")).containsExactly(deeper);
    }

    @Test
    void aTaskMayBeInManyProjectsOrNone() throws Exception {
        String other = asana.gids("project").get(1);
        String shared = asana.change("create", project);
        asana.addToProject(shared, other);
        String loose = asana.change("create_loose", "");
        String assignee = asana.truth("task", loose).at("/assignee/gid").asText();

        assertThat(gids("/tasks?project=" + project)).contains(shared).doesNotContain(loose);
        assertThat(gids("/tasks?project=" + other)).contains(shared);
        assertThat(gids("/tasks?assignee=" + assignee + "&workspace="
                        + asana.gids("workspace").get(0)))
                .contains(loose);
    }

    @Test
    void aMoveToAnotherContainerDoesNotModifyATask() throws Exception {
        String task = asana.change("create", project);
        String since = client.get("/tasks/" + task).at("/data/modified_at").asText();

        asana.change("move_section", task);
        asana.addToProject(task, asana.gids("project").get(1));

        assertThat(client.get("/tasks/" + task).at("/data/modified_at").asText())
                .isEqualTo(since);
        assertThat(stories(task)).contains("section_changed", "added_to_project");
    }

    @Test
    void whatIsNotPaidForIsRefused() throws Exception {
        try (SimulatedAsana free = SimulatedAsana.start(AsanaSettings.defaults().withPremium(false))) {
            SimulatorClient of = AsanaClient.of(free);
            String workspace = free.asana().gids("workspace").get(0);
            String task = free.asana().gids("task").get(0);

            for (String path : List.of(
                    "/goals?workspace=" + workspace,
                    "/portfolios?owner=me&workspace=" + workspace,
                    "/workspaces/" + workspace + "/tasks/search",
                    "/tasks/" + task + "/dependencies",
                    "/tasks/" + task + "/time_tracking_entries")) {
                assertThat(of.send(path).statusCode()).as(path).isEqualTo(402);
            }
            assertThat(of.send("/tasks/" + task).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void oneRequestTooManyIsToldHowLongToWait() throws Exception {
        try (SimulatedAsana tight =
                SimulatedAsana.start(AsanaSettings.defaults().withLimits(2, 50))) {
            SimulatorClient of = AsanaClient.of(tight);
            of.send("/users/me");
            of.send("/users/me");

            HttpResponse<String> refused = of.send("/users/me");

            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.headers().firstValueAsLong("Retry-After").orElse(0))
                    .isBetween(1L, 61L);
        }
    }

    @Test
    void moreReadsAtATimeThanAllowedAreRefused() {
        Limits limits = new Limits(AsanaSettings.defaults().withLimits(1500, 1));
        Request request = new Request("GET", "/api/1.0/users/me", "", Map.of(), Map.of(), new byte[0]);

        Answer inner = limits.within(request, () -> limits.within(request, () -> Answer.json(200, "{}")));

        assertThat(inner.status()).isEqualTo(429);
        assertThat(inner.headers()).containsEntry("Retry-After", "1");
    }

    @Test
    void whatIsGoneIsUnknownAndWhatIsHiddenIsForbidden() throws Exception {
        String task = asana.change("create", project);
        asana.change("delete", task);
        HttpResponse<String> gone = client.send("/tasks/" + task);
        client.change("{\"kind\":\"hide_project\",\"id\":\"" + project + "\"}");
        HttpResponse<String> hidden = client.send("/projects/" + project);

        assertThat(gone.statusCode()).isEqualTo(404);
        assertThat(gone.body()).contains("task: Unknown object: " + task);
        assertThat(hidden.statusCode()).isEqualTo(403);
        assertThat(hidden.body()).contains("You do not have access to this project.");
    }

    @Test
    void aBatchIsDoneInOrderAndTellsOfEach() throws Exception {
        String task = asana.gids("task").get(0);

        JsonNode answer = client.post(
                "/batch",
                "{\"data\":{\"actions\":[{\"relative_path\":\"/tasks/7\",\"method\":\"get\"},{\"relative_path\":\"/tasks/"
                        + task + "\",\"method\":\"get\",\"options\":{\"fields\":[\"name\"]}}]}}");

        assertThat(answer.at("/data/0/status_code").asInt()).isEqualTo(404);
        assertThat(answer.at("/data/1/body/data/gid").asText()).isEqualTo(task);
    }

    @Test
    void theSameSeedMakesTheSameAsana() {
        try (SimulatedAsana another =
                SimulatedAsana.start(AsanaSettings.defaults().withProjects(2))) {
            assertThat(another.asana().counts()).isEqualTo(asana.counts());
            String task = asana.gids("task").get(30);
            assertThat(another.asana().truth("task", task)).isEqualTo(asana.truth("task", task));
        }
    }

    private List<String> gids(String path) throws Exception {
        return client.get(path).path("data").findValuesAsText("gid");
    }

    private List<String> stories(String task) throws Exception {
        return client.get("/tasks/" + task + "/stories").path("data").findValuesAsText("resource_subtype");
    }
}
