package io.bactrian;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.command.Api;
import io.bactrian.simulate.jira.SimulatedJira;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.LongStream;

/** What the proofs share that start the service as a process of its own, on a PostgreSQL of theirs. */
final class Proofs {
    private static final String MASTER_KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    private Proofs() {}

    /** Fixed seeds, so many fresh ones as {@code name.seeds} says, or the one of {@code name.seed}. */
    static LongStream seeds(String name, long... fixed) {
        Long one = Long.getLong(name + ".seed");
        Integer fresh = Integer.getInteger(name + ".seeds");
        return one != null ? LongStream.of(one) : fresh != null ? new Random().longs(fresh) : LongStream.of(fixed);
    }

    /** Settings of a service on a database; {@code more} win. */
    static Map<String, String> settings(Path directory, String url, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "database.url", url.replaceAll("\\?.*", ""),
                "database.username", "postgres",
                "data.directory", directory.resolve("data").toString(),
                "security.admin-key", ServiceProcess.ADMIN_KEY,
                "security.master-key", MASTER_KEY,
                "network.trusted-hosts", "127.0.0.1",
                "server.port", "0",
                "management.port", "0",
                "run.tick", "200ms",
                "run.lease", "2s"));
        settings.putAll(more);
        return settings;
    }

    static UUID connect(Api api, SimulatedJira jira) throws InterruptedException {
        ObjectNode request =
                new ObjectMapper().createObjectNode().put("tool", "jira").put("name", "Proved");
        request.putObject("config").put("baseUrl", jira.address().toString());
        request.putObject("credentials")
                .put("username", jira.settings().username())
                .put("apiToken", jira.settings().apiToken());
        return UUID.fromString(api.post("/integrations", request).path("id").asText());
    }

    static String sync(Api api, UUID integration, String mode) throws InterruptedException {
        return api.post(
                        "/integrations/" + integration + "/sync",
                        new ObjectMapper().createObjectNode().put("mode", mode))
                .path("id")
                .asText();
    }

    static JsonNode ended(Api api, String run) throws InterruptedException {
        await().atMost(Duration.ofMinutes(5))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> !api.get("/runs/" + run).path("endedAt").isNull());
        return api.get("/runs/" + run);
    }

    static List<String> texts(org.jdbi.v3.core.Jdbi jdbi, String query) {
        return jdbi.withHandle(
                handle -> handle.createQuery(query).mapTo(String.class).list());
    }
}
