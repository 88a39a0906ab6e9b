package io.bactrian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.command.Api;
import io.bactrian.simulate.Fault;
import io.bactrian.simulate.jira.JiraSettings;
import io.bactrian.simulate.jira.SimulatedJira;
import io.bactrian.store.Maintenance;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A service that is told to end (SIGTERM) in the middle of a sync, its embedded database with it, is gone within 20 seconds,
 * records no failure, and goes on where it was. Every second seed has the tool hang at that moment.
 * {@code -Dstop.seeds=1,2,3,4,5,6,7,8,9,10} and {@code -Dstop.issues} set another size.
 */
@Tag("proof")
class StopProofIT {
    private static final int ISSUES = Integer.getInteger("stop.issues", 3_000);
    private static final double REQUESTS_PER_ISSUE = 0.085;
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int TERMINATED = 143;

    @TempDir
    Path directory;

    static LongStream seeds() {
        return List.of(System.getProperty("stop.seeds", "1,2").split(",")).stream()
                .mapToLong(Long::parseLong);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aSyncThatIsStoppedIsOverSoonAndMissesNothingAndDoublesNothing(long seed) throws Exception {
        ServedPages served = new ServedPages();
        try (SimulatedJira jira = SimulatedJira.start(JiraSettings.defaults().withIssues(ISSUES))) {
            jira.exchanges().listen(served::note);
            String run;
            try (ServiceProcess service = ServiceProcess.start(directory, settings())) {
                run = startSync(service.client(), jira);
                long requests = 1 + new Random(seed).nextInt((int) (ISSUES * REQUESTS_PER_ISSUE / 2));
                await("seed " + seed + ", stop after " + requests + " requests")
                        .atMost(Duration.ofMinutes(2))
                        .pollInterval(Duration.ofMillis(2))
                        .until(() -> jira.exchanges().count("") >= requests);
                if (seed % 2 == 0) {
                    jira.faults()
                            .add(Fault.of(Fault.Kind.LATENCY, Duration.ofMinutes(1))
                                    .times(2));
                }

                assertThat(service.terminate(LIMIT)).contains(TERMINATED);
            }
            try (Maintenance database = Maintenance.of(directory.resolve("data"))) {
                StoredIssues.assertNoCursorIsAhead(database.jdbi(), served);
                assertThat(texts(database.jdbi(), "select state from bactrian.runs where id = '" + run + "'"))
                        .doesNotContain("finished", "cancelled");
                assertThat(texts(database.jdbi(), "select category || ' ' || message from bactrian.failures"))
                        .isEmpty();
            }

            JsonNode report = finish(run);

            assertThat(report.path("outcome").asText())
                    .as(report.path("certificate").toPrettyString())
                    .isEqualTo("in_sync");
            try (Maintenance database = Maintenance.of(directory.resolve("data"))) {
                StoredIssues.assertEverythingIsThereOnce(database.jdbi(), ISSUES);
            }
        }
    }

    private Map<String, String> settings() {
        return Map.of(
                "data.directory", directory.resolve("data").toString(),
                "security.admin-key", ServiceProcess.ADMIN_KEY,
                "network.trusted-hosts", "127.0.0.1",
                "server.port", "0",
                "management.port", "0",
                "run.tick", "200ms",
                "run.lease", "2s");
    }

    private static String startSync(Api api, SimulatedJira jira) throws InterruptedException {
        ObjectNode request =
                new ObjectMapper().createObjectNode().put("tool", "jira").put("name", "Stopped");
        request.putObject("config").put("baseUrl", jira.address().toString());
        request.putObject("credentials")
                .put("username", jira.settings().username())
                .put("apiToken", jira.settings().apiToken());
        String id = api.post("/integrations", request).path("id").asText();
        return api.post("/integrations/" + id + "/sync", null).path("id").asText();
    }

    private JsonNode finish(String run) throws Exception {
        try (ServiceProcess service = ServiceProcess.start(directory, settings())) {
            Api api = service.client();
            await().atMost(Duration.ofMinutes(3))
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> api.get("/runs/" + run).path("state").asText().equals("finished"));
            return api.get("/runs/" + run);
        }
    }

    private static List<String> texts(Jdbi jdbi, String query) {
        return jdbi.withHandle(
                handle -> handle.select(query).mapTo(String.class).list());
    }
}
