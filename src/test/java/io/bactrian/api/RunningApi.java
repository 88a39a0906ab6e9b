package io.bactrian.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.bactrian.access.AccessHandler;
import io.bactrian.access.CallLimits;
import io.bactrian.access.Caller;
import io.bactrian.access.Limits;
import io.bactrian.access.RefusalNotes;
import io.bactrian.access.Role;
import io.bactrian.access.Throttle;
import io.bactrian.access.key.Key;
import io.bactrian.access.key.KeyRegister;
import io.bactrian.access.key.Keys;
import io.bactrian.access.session.BrowserSessions;
import io.bactrian.access.session.Session;
import io.bactrian.access.session.SessionSettings;
import io.bactrian.access.session.Sessions;
import io.bactrian.api.repeat.Answers;
import io.bactrian.api.request.Json;
import io.bactrian.api.server.ManagementSettings;
import io.bactrian.api.server.ServerSettings;
import io.bactrian.api.server.Servers;
import io.bactrian.audit.AuditTrail;
import io.bactrian.failure.FailureHistory;
import io.bactrian.health.HealthHistory;
import io.bactrian.operation.LiveRecords;
import io.bactrian.store.FreshDatabase;
import io.bactrian.sync.mirror.Mirror;
import io.bactrian.tool.declaration.Declarations;
import io.bactrian.usage.Traffic;
import io.bactrian.usage.UsageReport;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
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

    private static final UUID SHIFT = UUID.fromString("5e0b8f7a-1c2d-4e3f-8a9b-0c1d2e3f4a5b");
    private static final SessionSettings SESSIONS =
            new SessionSettings(Duration.ofMinutes(30), Duration.ofHours(12), false);
    private static final RefusalNotes NOTES = new RefusalNotes() {
        @Override
        public void note(Caller caller, String action, String result) {}

        @Override
        public void count(String result) {}
    };
    private static final BrowserSessions NO_SESSIONS = new BrowserSessions() {
        @Override
        public Session find(String cookie) {
            return null;
        }

        @Override
        public String cookieName() {
            return SESSIONS.cookieName();
        }
    };

    private final HttpClient client = HttpClient.newHttpClient();
    private final Main main = new Main();
    final FakeIntegrationService service;
    final Servers servers;

    private final FreshDatabase database = FreshDatabase.create();

    RunningApi(int wrongKeys) throws Exception {
        service = new FakeIntegrationService(new Declarations().read(Path.of("routes/jira")));
        Clock clock = Clock.systemUTC();
        Throttle throttle = new Throttle(wrongKeys, Duration.ofMinutes(1), clock);
        Answers answers = new Answers(database.jdbi(), clock);
        Sessions sessions = new Sessions(database.jdbi(), SESSIONS, clock);
        Keys keys = keys();
        storeKeys();
        storeRecord();
        servers = new Servers(
                new ServerSettings("127.0.0.1", 0, false, Duration.ofSeconds(30), Duration.ofSeconds(30)),
                new ManagementSettings("127.0.0.1", 0),
                refusals -> new AccessHandler(keys, sessions, limits(throttle, clock), refusals, NOTES, clock));
        start(
                main,
                servers,
                answers,
                List.of(
                        new ToolOperations(service),
                        new IntegrationOperations(service),
                        new RunOperations(service),
                        new ConsistencyOperations(service),
                        new RecordOperations(service, new Mirror(database.jdbi()), nobodyReadsLive(clock)),
                        new FailureOperations(
                                service, new FailureHistory(database.jdbi()), (caller, action, subject, result) -> {}),
                        new HealthOperations(service, new HealthHistory(database.jdbi(), clock)),
                        new UsageOperations(
                                new UsageReport(database.jdbi(), new Traffic(database.jdbi(), clock)), clock),
                        new SessionOperations(keys, sessions, throttle, clock),
                        new KeyOperations(new KeyRegister(database.jdbi()), clock),
                        new RouteOperations(service, FakeRouteFiles::new),
                        new AuditOperations(new AuditTrail(database.jdbi()))));
    }

    private static LiveReader nobodyReadsLive(Clock clock) {
        LiveRecords records = new LiveRecords(() -> {
            throw new IllegalStateException("there is no tool");
        });
        return new LiveReader(records, new CallLimits("live", 0, clock), (caller, action, subject, result) -> {});
    }

    private static Limits limits(Throttle throttle, Clock clock) {
        return new Limits(
                throttle,
                Throttle.standard(clock),
                new CallLimits("key", 0, clock),
                new CallLimits("address", 0, clock));
    }

    /** Servers that ask the made up keys and know no browser. */
    static Servers servers(int port, int managementPort) {
        Clock clock = Clock.systemUTC();
        return new Servers(
                new ServerSettings("127.0.0.1", port, false, Duration.ofSeconds(30), Duration.ofSeconds(30)),
                new ManagementSettings("127.0.0.1", managementPort),
                refusals -> new AccessHandler(
                        keys(), NO_SESSIONS, limits(Throttle.standard(clock), clock), refusals, NOTES, clock));
    }

    static void start(Main main, Servers servers, Answers answers, List<Operations> operations) throws Exception {
        Properties properties = new Properties();
        properties.putAll(servers.properties());
        main.setOverrideProperties(properties);
        main.bind("mainHttpServerFactory", servers.factory());
        main.configure().addRoutesBuilder(new ApiPolicies((caller, action, subject, result) -> {}));
        main.configure().addRoutesBuilder(new ApiRoutes(answers, operations));
        main.start();
        servers.verify(main.getCamelContext());
    }

    /** The key of a role; made up from its name. */
    static String key(Role role) {
        return "bk_" + role.word().repeat(6);
    }

    /** Sessions belong to keys that are stored; one key more is there to be withdrawn. */
    private void storeKeys() {
        for (Role role : Role.values()) {
            storeKey(id(role), role);
        }
        storeKey(SHIFT, Role.OPERATOR);
    }

    private void storeKey(UUID id, Role role) {
        database.jdbi()
                .useHandle(handle -> handle.createUpdate("""
                        insert into bactrian.api_keys (id, name, prefix, hash, role, created_at)
                        values (:id, 'stored', 'bk_', sha256(:id::text::bytea), :role, now())
                        """)
                        .bind("id", id)
                        .bind("role", role.word())
                        .execute());
    }

    private void storeRecord() {
        database.jdbi().useHandle(handle -> handle.execute("""
                        insert into work.records (integration_id, stream, external_id, raw, hash, synced_at)
                        values (?, 'issues', '10001', '{"id": "10001"}', gen_random_uuid(), now())
                        """, FakeIntegrationService.INTEGRATION));
    }

    private static UUID id(Role role) {
        return UUID.nameUUIDFromBytes(role.word().getBytes(StandardCharsets.UTF_8));
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
                    return new Key(id(role), role.name().toLowerCase(Locale.ROOT), role, null, null);
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

    HttpRequest.Builder requestOf(Role role, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + servers.serverPort() + path))
                .header("Authorization", "Bearer " + key(role));
    }

    /** A browser that an administrator has logged in with. */
    Browser browser() throws IOException, InterruptedException {
        return Browser.login(client, URI.create("http://127.0.0.1:" + servers.serverPort()), key(Role.ADMIN));
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
        database.close();
    }
}
