package io.bactrian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bactrian.access.Caller;
import io.bactrian.connection.Integration;
import io.bactrian.run.RunOutcome;
import io.bactrian.run.RunReport;
import io.bactrian.run.SyncMode;
import io.bactrian.simulate.Fault;
import io.bactrian.simulate.jira.JiraSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.camel.model.Model;
import org.apache.camel.model.RouteDefinition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Flows and declarations change while the service runs: what is sound comes in at once, what is not changes nothing. */
class ReloadIT {
    private static final int ISSUES = 1500;
    private static final String SEARCH = "/search/jql";
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path directory;

    private static RunningService running;
    private static Integration integration;

    @BeforeAll
    static void start() {
        running = RunningService.start(directory, JiraSettings.defaults().withIssues(ISSUES), Map.of());
        integration = running.connect();
    }

    @AfterAll
    static void stop() {
        running.close();
    }

    @Test
    void whatIsSavedRunsSoon() throws IOException {
        String saved = with("jira/health.camel.yaml", "description: .*", "description: Told by a file");

        save("jira/health.camel.yaml", saved);

        await().atMost(SOON).until(() -> description("jira-health").equals("Told by a file"));
        awaitNoted("cause || ' ' || verdict", "health.camel.yaml", "file live");
    }

    @Test
    void aFileThatIsReplacedByRenamingAndOneThatIsHalfWrittenAreReadWhole() throws IOException {
        Path file = at("generic/health.camel.yaml");
        String text = with("generic/health.camel.yaml", "description: .*", "description: Told by a rename");
        Path beside = Files.writeString(file.resolveSibling("health.camel.yaml.tmp"), text);

        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);

        await().atMost(SOON).until(() -> description("generic-health").equals("Told by a rename"));
    }

    @Test
    void whatIsBrokenChangesNothingAndIsTold() throws Exception {
        String sound = Files.readString(at("jira/connect.camel.yaml"));

        save("jira/connect.camel.yaml", sound.replace("- split:", "- spilt:"));

        await().atMost(SOON)
                .until(() ->
                        file("jira", "connect.camel.yaml").at("/file/problems").size() > 0);
        JsonNode told = file("jira", "connect.camel.yaml");
        assertThat(told.at("/file/problems/0/line").asInt()).isPositive();
        assertThat(told.at("/file/problems/0/message").asText()).contains("did you mean split?");
        assertThat(told.at("/running/content").asText()).isEqualTo(sound);
        assertThat(running.service().context().getRoute("jira-connect")).isNotNull();
        await().atMost(SOON)
                .until(() -> running.number("select count(*) from bactrian.events where type = 'route.rejected'") > 0);

        save("jira/connect.camel.yaml", sound);
        await().atMost(SOON)
                .until(() ->
                        file("jira", "connect.camel.yaml").at("/file/problems").isEmpty());
    }

    @Test
    void whatWasTakenAwayRunsNoMoreAndComesBack() throws IOException {
        String extra = """
                - route:
                    id: jira-extra
                    description: Is there for a while
                    routeConfigurationId: flow-failures
                    from:
                      uri: direct:jira-extra
                      steps:
                        - to:
                            id: jira-extra-call
                            uri: direct:jira-call
                """;

        save("jira/extra.camel.yaml", extra);
        await().atMost(SOON).until(() -> running.service().context().getRoute("jira-extra") != null);
        Files.delete(at("jira/extra.camel.yaml"));

        await().atMost(SOON).until(() -> running.service().context().getRoute("jira-extra") == null);
        awaitNoted("coalesce(content, 'gone')", "extra.camel.yaml", "gone");
    }

    /** A version is noted once it runs, so that no version is noted that does not. */
    private static void awaitNoted(String what, String file, String expected) {
        String newest = "select " + what + " from bactrian.route_revisions where file = '" + file
                + "' and tool = 'jira' order by id desc limit 1";
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(running.texts(newest)).containsExactly(expected));
    }

    @Test
    void aVersionIsTriedSentAndRolledBack() throws Exception {
        String before = Files.readString(at("sync/children.camel.yaml"));
        long first = file("sync", "children.camel.yaml").at("/running/id").asLong();
        String wanted = with("sync/children.camel.yaml", "description: .*", "description: Sent");

        JsonNode preview = send("POST", "sync/children.camel.yaml/check", Map.of("content", wanted), 200);
        assertThat(preview.at("/ends")).isEqualTo(preview.at("/begins")).hasSize(1);
        assertThat(preview.at("/rests").asBoolean()).isTrue();
        assertThat(description("sync-children")).isNotEqualTo("Sent");

        JsonNode sent = send("PUT", "sync/children.camel.yaml", Map.of("content", wanted), 200);
        assertThat(description("sync-children")).isEqualTo("Sent");
        assertThat(sent.at("/diff").asText()).contains("+    description: Sent");
        assertThat(Files.readString(at("sync/children.camel.yaml"))).isEqualTo(wanted);

        send("POST", "sync/children.camel.yaml/rollback", Map.of("revision", first), 200);
        assertThat(description("sync-children")).isNotEqualTo("Sent");
        assertThat(Files.readString(at("sync/children.camel.yaml"))).isEqualTo(before);
        assertThat(running.texts("select action from bactrian.audit_entries where subject = 'sync/children.camel.yaml'"
                        + " order by id desc limit 2"))
                .containsExactly("rollBackRoute", "deployRoute");
    }

    @Test
    void whatIsSentBrokenIsRefusedWithEveryMistake() throws Exception {
        String broken = Files.readString(at("jira/call.camel.yaml")).replace("http://jira", "http://elsewhere");

        JsonNode problem = send("PUT", "jira/call.camel.yaml", Map.of("content", broken), 422);

        assertThat(problem.at("/errors/0/pointer").asText()).isEqualTo("/content");
        assertThat(problem.at("/errors/0/detail").asText()).contains("line ", "only jira-call goes out");
        assertThat(Files.readString(at("jira/call.camel.yaml"))).doesNotContain("elsewhere");
        send("PUT", "jira/..%2f..%2fpasswd.yaml", Map.of("content", broken), 404);
        send("PUT", "jira/passwd", Map.of("content", broken), 404);
    }

    @Test
    void aRunGoesOnByWhatIsExchangedUnderItFromPageToPlan() throws Exception {
        running.jira()
                .faults()
                .add(Fault.of(Fault.Kind.LATENCY, Duration.ofMillis(300))
                        .on(SEARCH)
                        .always());
        running.jira().exchanges().reset();
        UUID run = running.operations()
                .syncData(Caller.SYSTEM, integration.id(), SyncMode.FULL, List.of(), Duration.ZERO)
                .id();
        await().atMost(SOON).until(() -> running.jira().exchanges().count(SEARCH) >= 3);

        for (String file : List.of(
                "jira/call.camel.yaml",
                "sync/page.camel.yaml",
                "sync/walk.camel.yaml",
                "sync/stream.camel.yaml",
                "sync/data.camel.yaml",
                "jira/sync.camel.yaml")) {
            send("PUT", file, Map.of("content", with(file, "description: .*", "description: Under a run")), 200);
        }
        // A list that is asked for in another way is read from its beginning again.
        String issues = with("jira/streams/issues.yaml", "limit: 100", "limit: 50");
        send("PUT", "jira/issues.yaml", Map.of("content", issues), 200);
        running.jira().faults().clear();

        RunReport report = ended(run);
        assertThat(report.outcome()).as(report.toString()).isEqualTo(RunOutcome.IN_SYNC);
        assertThat(running.number("select count(*) from work.records where stream = 'issues'"))
                .isEqualTo(ISSUES);
        assertThat(report.timeline())
                .extracting(step -> step.step())
                .contains("resumed")
                .doesNotContain("failed");
        assertThat(report.timeline())
                .filteredOn(step -> step.step().equals("resumed"))
                .allSatisfy(step -> assertThat(step.detail()).contains("routes revision "));
        assertThat(running.number("select count(*) from work.records where stream = 'issues' and revision::bigint"
                        + " not in (select id from bactrian.route_revisions)"))
                .isZero();
        assertThat(running.number("select count(distinct revision) from work.records where stream = 'issues'"))
                .isGreaterThan(1);
    }

    private static RunReport ended(UUID run) {
        await().atMost(Duration.ofSeconds(120))
                .until(() -> running.operations().run(Caller.SYSTEM, run).endedAt() != null);
        return running.operations().run(Caller.SYSTEM, run);
    }

    private static String description(String route) {
        RouteDefinition definition = running.service()
                .context()
                .getCamelContextExtension()
                .getContextPlugin(Model.class)
                .getRouteDefinition(route);
        return definition == null ? "" : definition.getDescriptionText();
    }

    private static JsonNode file(String tool, String file) throws Exception {
        return JSON.readTree(request("GET", tool + "/" + file, null).body());
    }

    private static JsonNode send(String verb, String path, Map<String, ?> body, int status) throws Exception {
        HttpResponse<String> answer = request(verb, path, JSON.writeValueAsString(body));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return JSON.readTree(answer.body());
    }

    private static HttpResponse<String> request(String verb, String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(running.address() + "/api/v1/routes/" + path))
                .header("Authorization", "Bearer " + ServiceProcess.ADMIN_KEY)
                .header("Content-Type", "application/json")
                .method(verb, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }

    private static Path at(String file) {
        return directory.resolve("routes").resolve(file);
    }

    private static String with(String file, String pattern, String by) throws IOException {
        return Files.readString(at(file)).replaceFirst(pattern, by);
    }

    private static void save(String file, String text) throws IOException {
        Files.writeString(at(file), text);
    }
}
