package io.bactrian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.simulate.jira.JiraSettings;
import io.bactrian.simulate.jira.SimulatedJira;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
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
 * A service that is killed in the middle of a sync goes on where it was and loses nothing. {@code -Dkill.seeds=11,12,13} and
 * {@code -Dkill.issues} set another size.
 */
@Tag("proof")
class KillProofIT {
    private static final int KILLS = 3;
    /** Requests of a sync: a third of the pages are issues, most others complete what was cut short. */
    private static final double REQUESTS_PER_ISSUE = 0.085;

    private static final int ISSUES = Integer.getInteger("kill.issues", 20_000);

    @TempDir
    Path directory;

    static LongStream seeds() {
        return List.of(System.getProperty("kill.seeds", "1,2").split(",")).stream()
                .mapToLong(Long::parseLong);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aSyncKilledThreeTimesMissesNothingAndDoublesNothing(long seed) throws Exception {
        ServedPages served = new ServedPages();
        try (SimulatedJira jira = SimulatedJira.start(JiraSettings.defaults().withIssues(ISSUES));
                EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                        .setDataDirectory(directory.resolve("postgresql"))
                        .start()) {
            jira.exchanges().listen(served::note);
            Map<String, String> settings = settings(postgres);
            Jdbi jdbi = Jdbi.create(settings.get("database.url"), "postgres", "");
            String run = startSync(settings, jira);
            Random random = new Random(seed);
            for (int kill = 1; kill <= KILLS; kill++) {
                long before = jira.exchanges().count("");
                long requests = 1 + random.nextInt((int) (ISSUES * REQUESTS_PER_ISSUE / KILLS));
                try (ServiceProcess service = ServiceProcess.start(directory, settings)) {
                    await("seed " + seed + ", kill " + kill + " after " + requests + " requests")
                            .atMost(Duration.ofMinutes(2))
                            .pollInterval(Duration.ofMillis(2))
                            .until(() -> jira.exchanges().count("") - before >= requests);
                    service.kill();
                }
                StoredIssues.assertNoCursorIsAhead(jdbi, served);
            }
            assertThat(stateOf(jdbi, run))
                    .as("the run was over before the last kill")
                    .isEqualTo("running");

            JsonNode report = finish(settings, run);

            assertThat(report.path("outcome").asText())
                    .as(report.path("certificate").toPrettyString())
                    .isEqualTo("in_sync");
            StoredIssues.assertEverythingIsThereOnce(jdbi, ISSUES);
        }
    }

    private Map<String, String> settings(EmbeddedPostgres postgres) {
        return Map.of(
                "database.url", postgres.getJdbcUrl("postgres", "postgres").replaceAll("\\?.*", ""),
                "database.username", "postgres",
                "data.directory", directory.resolve("data").toString(),
                "security.admin-key", ServiceProcess.ADMIN_KEY,
                "network.trusted-hosts", "127.0.0.1",
                "server.port", "0",
                "management.port", "0",
                "run.tick", "200ms",
                "run.lease", "2s");
    }

    /** Starts the sync and kills the service at once. */
    private String startSync(Map<String, String> settings, SimulatedJira jira) throws Exception {
        ObjectMapper json = new ObjectMapper();
        ObjectNode request = json.createObjectNode().put("tool", "jira").put("name", "Killed");
        request.putObject("config").put("baseUrl", jira.address().toString());
        request.putObject("credentials")
                .put("username", jira.settings().username())
                .put("apiToken", jira.settings().apiToken());
        try (ServiceProcess service = ServiceProcess.start(directory, settings)) {
            String id =
                    service.client().post("/integrations", request).path("id").asText();
            String run = service.client()
                    .post("/integrations/" + id + "/sync", json.createObjectNode())
                    .path("id")
                    .asText();
            service.kill();
            return run;
        }
    }

    private JsonNode finish(Map<String, String> settings, String run) throws Exception {
        try (ServiceProcess service = ServiceProcess.start(directory, settings)) {
            await().atMost(Duration.ofMinutes(3))
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> service.client()
                            .get("/runs/" + run)
                            .path("state")
                            .asText()
                            .equals("finished"));
            return service.client().get("/runs/" + run);
        }
    }

    private static String stateOf(Jdbi jdbi, String run) {
        return jdbi.withHandle(handle -> handle.select("select state from bactrian.runs where id = ?::uuid", run)
                .mapTo(String.class)
                .one());
    }
}
