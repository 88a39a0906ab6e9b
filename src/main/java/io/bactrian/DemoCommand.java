package io.bactrian;

import com.fasterxml.jackson.databind.JsonNode;
import io.bactrian.command.Api;
import io.bactrian.command.ExitCode;
import io.bactrian.command.run.RunText;
import io.bactrian.command.run.RunWatch;
import io.bactrian.wiring.Service;
import io.bactrian.wiring.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows the product at work on a simulated Jira and a simulated help desk that keep changing; everything is done through the REST API. */
@Command(
        name = "demo",
        description =
                "Starts the service beside a simulated Jira, Asana, Trello and help desk, syncs them and shows it.",
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
    private static final Duration READY_GOAL = Duration.ofSeconds(15);
    private static final Duration SYNC_GOAL = Duration.ofSeconds(10);

    @Option(names = "--config", paramLabel = "PATH", description = "Settings file.")
    private Path config = Settings.usualFile();

    @Option(
            names = "--issues",
            defaultValue = "2000",
            description = "Issues of the simulated Jira (default ${DEFAULT-VALUE}).")
    private int issues;

    @Option(names = "--once", description = "Ends after the first sync instead of watching the simulated tools change.")
    private boolean once;

    private final PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);

    @Override
    public Integer call() throws IOException, InterruptedException {
        Instant begun = Instant.now();
        Path directory = Settings.read(config, System.getenv(), Map.of())
                .path("data.directory")
                .resolve("demo");
        Files.createDirectories(directory);
        out.println("Bactrian demo: a simulated Jira with " + issues
                + " issues, a simulated Asana, Trello and help desk, synced into the embedded PostgreSQL.");
        try (DemoTool jira = DemoTool.jira(directory, issues);
                DemoTool asana = DemoTool.asana(directory);
                DemoTool trello = DemoTool.trello(directory);
                DemoTool desk = DemoTool.desk(directory);
                Service service = Service.start(settings(directory))) {
            out.println("Ready in " + seconds(begun) + " (goal " + READY_GOAL.toSeconds() + " s): service at "
                    + service.address());
            List<DemoTool> tools = List.of(jira, asana, trello, desk);
            tools.forEach(tool -> out.println(tool.name() + " at " + tool.address()));
            String key = adminKey(directory, service);
            Api client = new Api(URI.create(service.address()), key);
            show(client, service, tools, key);
        }
        return ExitCode.OK;
    }

    private Settings settings(Path directory) {
        Map<String, String> overrides = new LinkedHashMap<>();
        overrides.put("data.directory", directory.toString());
        overrides.put("network.trusted-hosts", "127.0.0.1");
        overrides.put("health.interval", "30s");
        return Settings.read(config, System.getenv(), overrides);
    }

    /** The demo keeps its key, so that a second one can find its integration again; it is good for the demo's data only. */
    private static String adminKey(Path directory, Service service) throws IOException {
        Path file = directory.resolve("admin.key");
        if (service.newAdminKey().isPresent()) {
            Files.deleteIfExists(file);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, service.newAdminKey().get());
        }
        return Files.readString(file);
    }

    private void show(Api client, Service service, List<DemoTool> tools, String key) throws InterruptedException {
        List<String> ids = new ArrayList<>();
        for (DemoTool tool : tools) {
            String id = integration(client, tool).path("id").asText();
            ids.add(id);
            Instant begun = Instant.now();
            JsonNode run = new RunWatch(client).follow(client.post("/integrations/" + id + "/sync", null), out);
            out.println(tool.name() + " synced in " + seconds(begun) + " (goal " + SYNC_GOAL.toSeconds() + " s)");
            RunText.print(run, out);
            health(client, id);
        }
        hints(service, ids.get(0), key);
        if (!once) {
            watch(client, ids);
        }
    }

    private JsonNode integration(Api client, DemoTool tool) throws InterruptedException {
        for (JsonNode known : client.get("/integrations?limit=200").path("items")) {
            if (known.path("config").path("baseUrl").equals(tool.integration().at("/config/baseUrl"))) {
                out.println("Found the integration of an earlier demo: "
                        + known.path("id").asText());
                return known;
            }
        }
        JsonNode created = client.post("/integrations", tool.integration());
        out.println(
                tool.name() + " connected as integration " + created.path("id").asText() + "; may read:");
        created.path("permissions")
                .forEach(stream -> out.println("  " + stream.path("stream").asText()
                        + (stream.path("readable").asBoolean()
                                ? ""
                                : " (no: " + stream.path("reason").asText() + ")")));
        return created;
    }

    private void health(Api client, String id) throws InterruptedException {
        JsonNode integration = client.get("/integrations/" + id);
        out.println("Health: " + integration.path("health").asText() + ", answered in "
                + integration.path("latencyMs").asLong() + " ms");
    }

    private void hints(Service service, String id, String key) {
        String api = service.address() + "/api/v1";
        out.println();
        out.println("API " + api + ", contract " + service.address() + "/openapi.yaml, admin key " + key);
        for (String path : List.of("/integrations", "/runs?integrationId=" + id, "/connections")) {
            out.println("  curl -H 'Authorization: Bearer " + key + "' '" + api + path + "'");
        }
        out.println();
    }

    /** The simulated tools go on changing; so do the syncs, until somebody stops the demo. */
    private void watch(Api client, List<String> ids) throws InterruptedException {
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(stopped::countDown, "stop"));
        out.println("The simulated tools keep changing; syncing every 10 s. Stop with Ctrl-C.");
        while (!stopped.await(10, TimeUnit.SECONDS)) {
            for (String id : ids) {
                changes(client.post("/integrations/" + id + "/sync?wait=60", null));
            }
        }
    }

    private void changes(JsonNode run) {
        long created = 0;
        long updated = 0;
        for (JsonNode stream : run.path("streams")) {
            created += stream.path("created").asLong();
            updated += stream.path("updated").asLong();
        }
        out.printf(
                Locale.ROOT,
                "%s  %d created, %d updated: %s, confidence %.4f%n",
                run.path("endedAt").asText(),
                created,
                updated,
                run.path("outcome").asText(),
                run.path("certificate").path("confidence").asDouble());
    }

    private static String seconds(Instant since) {
        return String.format(
                Locale.ROOT, "%.1f s", Duration.between(since, Instant.now()).toMillis() / 1000.0);
    }
}
