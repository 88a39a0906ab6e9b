package io.bactrian.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.bactrian.access.Key;
import io.bactrian.access.Keys;
import io.bactrian.access.Role;
import io.bactrian.access.Throttle;
import io.bactrian.api.request.Json;
import io.bactrian.api.server.ManagementSettings;
import io.bactrian.api.server.ServerSettings;
import io.bactrian.api.server.Servers;
import io.bactrian.tool.declaration.Declarations;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.UUID;
import org.apache.camel.main.Main;

/** The interface on free ports, with a service and keys that are made up. */
final class RunningApi implements AutoCloseable {
    static final String EXPIRED = "bk_expired-expired-expired-expired-expired";

    static final String BREAKING = "bk_breaking-breaking-breaking-breaking-brea";

    private final HttpClient client = HttpClient.newHttpClient();
    private final Main main = new Main();
    final FakeIntegrationService service;
    final Servers servers;

    RunningApi(int wrongKeys) throws Exception {
        service = new FakeIntegrationService(new Declarations().read(Path.of("routes/jira")));
        Clock clock = Clock.systemUTC();
        servers = new Servers(
                new ServerSettings("127.0.0.1", 0),
                new ManagementSettings("127.0.0.1", 0),
                keys(),
                new Throttle(wrongKeys, Duration.ofMinutes(1), clock),
                clock);
        start(main, servers, service);
    }

    static void start(Main main, Servers servers, FakeIntegrationService service) throws Exception {
        Properties properties = new Properties();
        properties.putAll(servers.properties());
        main.setOverrideProperties(properties);
        main.bind("mainHttpServerFactory", servers.factory());
        main.configure().addRoutesBuilder(new ApiPolicies((caller, action, subject, result) -> {}));
        main.configure()
                .addRoutesBuilder(new ApiRoutes(List.of(
                        new ToolOperations(service), new IntegrationOperations(service), new RunOperations(service))));
        main.start();
        servers.verify(main.getCamelContext());
    }

    /** The key of a role; made up from its name. */
    static String key(Role role) {
        return "bk_" + role.word().repeat(6);
    }

    static Keys keys() {
        return presented -> {
            if (presented.equals(EXPIRED)) {
                return new Key(UUID.randomUUID(), "old", Role.ADMIN, null, Instant.EPOCH);
            }
            if (presented.equals(BREAKING)) {
                throw new IllegalStateException("the database is away");
            }
            for (Role role : Role.values()) {
                if (presented.equals(key(role))) {
                    return new Key(UUID.randomUUID(), role.name().toLowerCase(Locale.ROOT), role, null, null);
                }
            }
            return null;
        };
    }

    Main main() {
        return main;
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + servers.serverPort() + path))
                .header("Authorization", "Bearer " + key(Role.ADMIN));
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path));
    }

    HttpResponse<String> post(String path, String json) throws IOException, InterruptedException {
        return send(request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(json)));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    static JsonNode json(HttpResponse<String> response) throws IOException {
        return Json.mapper().readTree(response.body());
    }

    @Override
    public void close() {
        main.stop();
    }
}
