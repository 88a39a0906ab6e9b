package io.bactrian;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.bactrian.access.Caller;
import io.bactrian.connection.Integration;
import io.bactrian.connection.NewIntegration;
import io.bactrian.operation.IntegrationService;
import io.bactrian.run.RunReport;
import io.bactrian.run.SyncMode;
import io.bactrian.simulate.jira.JiraSettings;
import io.bactrian.simulate.jira.SimulatedJira;
import io.bactrian.store.FreshDatabase;
import io.bactrian.wiring.Service;
import io.bactrian.wiring.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.postgres.PostgresPlugin;

/** A whole service in this JVM, on a database of its own, beside a simulated Jira. */
final class RunningService implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path OURS = Path.of("routes");
    /** Quick ones, so that a test of waits need not wait long. */
    private static final Map<String, String> WAITS = Map.of(
            "failure.rate-limit.delay", "10ms",
            "failure.timeout.delay", "10ms",
            "failure.network.delay", "10ms",
            "failure.tool-outage.delay", "10ms",
            "failure.storage.delay", "10ms",
            "failure.longest-redelivery", "2s",
            "run.tick", "200ms",
            "run.lease", "2s");

    private final SimulatedJira jira;
    private final Map<String, String> settings;
    private final HikariDataSource owner;
    private Service service;

    private RunningService(SimulatedJira jira, Map<String, String> settings) {
        this.jira = jira;
        this.settings = settings;
        this.owner = owner(settings);
        this.service = start();
    }

    /** Starts both; {@code overrides} are settings of the service. */
    static RunningService start(Path directory, JiraSettings site, Map<String, String> overrides) {
        Map<String, String> settings = new HashMap<>(WAITS);
        settings.putAll(FreshDatabase.settings());
        settings.putAll(Map.of(
                "data.directory",
                directory.toString(),
                "routes.directory",
                routes(directory).toString(),
                "security.admin-key",
                ServiceProcess.ADMIN_KEY,
                "network.trusted-hosts",
                "127.0.0.1",
                "server.port",
                "0",
                "management.port",
                "0"));
        settings.putAll(overrides);
        return new RunningService(SimulatedJira.start(site), settings);
    }

    /** Kept open: the handshake of a new connection takes longer than most of what tests ask. */
    private static HikariDataSource owner(Map<String, String> settings) {
        boolean hasOwner =
                !settings.getOrDefault("database.migration-username", "").isEmpty();
        String role = hasOwner ? "database.migration-" : "database.";
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(settings.get("database.url"));
        config.setUsername(settings.get(role + "username"));
        config.setPassword(settings.get(role + "password"));
        config.setMinimumIdle(0);
        config.setInitializationFailTimeout(-1);
        return new HikariDataSource(config);
    }

    /** A copy of ours, which tests may change while the service runs. */
    private static Path routes(Path directory) {
        Path copy = directory.resolve("routes");
        try (Stream<Path> files = Files.walk(OURS)) {
            for (Path file : files.toList()) {
                Path target = copy.resolve(OURS.relativize(file).toString());
                if (!Files.exists(target)) {
                    Files.createDirectories(target.getParent());
                    Files.copy(file, target);
                }
            }
            return copy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Service start() {
        return Service.start(Settings.read(Settings.usualFile(), Map.of(), settings));
    }

    /** Stops the service as a user would and starts it again on the same data. */
    void restart() {
        service.close();
        service = start();
    }

    SimulatedJira jira() {
        return jira;
    }

    Service service() {
        return service;
    }

    IntegrationService operations() {
        return service.operations();
    }

    URI address() {
        return URI.create(service.address());
    }

    Jdbi jdbi() {
        return Jdbi.create(owner).installPlugin(new PostgresPlugin());
    }

    /** What connects to the simulated Jira. */
    NewIntegration request() {
        ObjectNode config = JSON.createObjectNode()
                .put("baseUrl", jira.address().toString())
                .put("timeout", "1s")
                .put("retryAttempts", 10);
        return new NewIntegration(
                "jira", "test", null, config, credentials(jira.settings().apiToken()), null, null, null);
    }

    ObjectNode credentials(String token) {
        return JSON.createObjectNode()
                .put("username", jira.settings().username())
                .put("apiToken", token);
    }

    Integration connect() {
        return operations().connectToTool(Caller.SYSTEM, request(), true);
    }

    /** Connects to a tool of another address. */
    Integration connect(String tool, URI address, ObjectNode credentials) {
        ObjectNode config =
                JSON.createObjectNode().put("baseUrl", address.toString()).put("timeout", "20s");
        return operations()
                .connectToTool(
                        Caller.SYSTEM,
                        new NewIntegration(tool, "test", null, config, credentials, null, null, null),
                        true);
    }

    /** Connects within a scope and with a mapping, JSON with single quotes. */
    Integration connect(String scope, String dataMapping) {
        NewIntegration usual = request();
        return operations()
                .connectToTool(
                        Caller.SYSTEM,
                        new NewIntegration(
                                usual.tool(),
                                usual.name(),
                                null,
                                usual.config(),
                                usual.credentials(),
                                json(scope),
                                null,
                                json(dataMapping)),
                        true);
    }

    /** Gives the integrations another scope and mapping. */
    void change(String scope, String dataMapping) {
        jdbi().useHandle(handle -> handle.execute(
                "update bactrian.integrations set scope = ?::jsonb, data_mapping = ?::jsonb",
                json(scope).toString(),
                json(dataMapping).toString()));
        restart();
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    RunReport sync(Integration integration, SyncMode mode) {
        return operations().syncData(Caller.SYSTEM, integration.id(), mode, List.of(), Duration.ofSeconds(60));
    }

    int number(String query) {
        return jdbi().withHandle(
                        handle -> handle.createQuery(query).mapTo(Integer.class).one());
    }

    List<String> texts(String query) {
        return jdbi().withHandle(
                        handle -> handle.createQuery(query).mapTo(String.class).list());
    }

    @Override
    public void close() {
        service.close();
        owner.close();
        jira.close();
    }
}
