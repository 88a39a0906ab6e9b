package io.bactrian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.simulate.Fault;
import io.bactrian.simulate.jira.JiraSettings;
import io.bactrian.simulate.jira.SimulatedJira;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A killed service leaves its embedded database running; the next one takes over its data and the run that was under way. */
@Tag("proof")
class OrphanIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SEARCH = "/search/jql";

    @TempDir
    Path directory;

    @Test
    void theNextServiceTakesOverTheDatabaseAndTheRunOfAKilledOne() throws Exception {
        try (SimulatedJira jira = SimulatedJira.start(JiraSettings.defaults().withIssues(1000))) {
            jira.faults()
                    .add(Fault.of(Fault.Kind.LATENCY, Duration.ofMillis(200))
                            .on(SEARCH)
                            .always());
            String run = killedInTheMiddle(jira);
            String orphan = postmaster();

            try (ServiceProcess service = ServiceProcess.start(directory, settings())) {
                assertThat(postmaster()).isNotEqualTo(orphan);
                JsonNode report = ended(service, run);
                assertThat(report.path("outcome").asText())
                        .as(report.toPrettyString())
                        .isEqualTo("in_sync");
                assertThat(report.path("timeline").findValuesAsText("step")).contains("resumed");
            }
        }
    }

    private String killedInTheMiddle(SimulatedJira jira) throws Exception {
        try (ServiceProcess service = ServiceProcess.start(directory, settings())) {
            ObjectNode request = JSON.createObjectNode().put("tool", "jira").put("name", "Killed");
            request.putObject("config").put("baseUrl", jira.address().toString());
            request.putObject("credentials")
                    .put("username", jira.settings().username())
                    .put("apiToken", jira.settings().apiToken());
            String id =
                    service.client().post("/integrations", request).path("id").asText();
            String run = service.client()
                    .post("/integrations/" + id + "/sync", JSON.createObjectNode())
                    .path("id")
                    .asText();
            await().atMost(Duration.ofSeconds(60)).until(() -> jira.exchanges().count(SEARCH) >= 5);
            service.kill();
            return run;
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

    /** The process of the embedded server, as its own file names it. */
    private String postmaster() throws Exception {
        try (Stream<Path> files = Files.walk(directory.resolve("data"))) {
            Path file = files.filter(path -> path.endsWith("postmaster.pid"))
                    .findFirst()
                    .orElseThrow();
            return Files.readAllLines(file).get(0).strip();
        }
    }

    private static JsonNode ended(ServiceProcess service, String run) throws Exception {
        await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> service.client()
                        .get("/runs/" + run)
                        .path("state")
                        .asText()
                        .equals("finished"));
        return service.client().get("/runs/" + run);
    }
}
