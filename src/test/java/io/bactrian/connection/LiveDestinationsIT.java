package io.bactrian.connection;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.bactrian.access.Caller;
import io.bactrian.credential.Credentials;
import io.bactrian.credential.MasterKey;
import io.bactrian.credential.MasterKeySettings;
import io.bactrian.credential.Vault;
import io.bactrian.outbound.Destination;
import io.bactrian.outbound.Guard;
import io.bactrian.store.FreshDatabase;
import io.bactrian.tool.Tool;
import io.bactrian.tool.Tools;
import io.bactrian.tool.declaration.Declarations;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where calls go is made of what is stored once, and anew when a declaration or the integration has changed. */
class LiveDestinationsIT {
    private static final String KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    private static final int MOST = 1_000;
    private static final JsonNode CONFIG = JsonNodeFactory.instance
            .objectNode()
            .put("baseUrl", "http://127.0.0.1:9")
            .put("timeout", "1s");
    private static final JsonNode CREDENTIALS =
            JsonNodeFactory.instance.objectNode().put("username", "somebody").put("apiToken", "secret");

    private static FreshDatabase database;

    private final Tools tools = new Tools();
    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final Credentials credentials = new Credentials(
            database.jdbi(), new Vault(MasterKey.load(new MasterKeySettings(KEY, "", Path.of("unused")))));
    private final ConnectionRegistry registry = new ConnectionRegistry(
            database.jdbi(), credentials, tools, new Guard(List.of("127.0.0.1")), meters, Clock.systemUTC());
    private final Connections connections = new Connections(tools, registry, database.database()::entity);

    @BeforeAll
    static void open() {
        database = FreshDatabase.create();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void declare() throws Exception {
        tools.replace(declared());
    }

    @Test
    void whereCallsGoIsMadeOnce() throws Exception {
        UUID id = connected();

        Destination first = registry.of(id);
        Destination second = registry.of(id);

        assertThat(second).isSameAs(first);
        assertThat(asked("miss")).isEqualTo(1);
        assertThat(asked("hit")).isEqualTo(1);
    }

    @Test
    void aChangeIsFollowedByTheNextCall() throws Exception {
        UUID id = connected();
        Destination before = registry.of(id);

        change(id);

        assertThat(before.timeout()).isEqualTo(Duration.ofSeconds(1));
        assertThat(registry.of(id).timeout()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void aToolThatIsDeclaredAnewIsFollowedByTheNextCall() throws Exception {
        UUID id = connected();
        Destination before = registry.of(id);
        Tool anew = declared();
        tools.replace(anew);

        registry.redeclared(anew);

        assertThat(registry.of(id)).isNotSameAs(before);
        assertThat(asked("miss")).isEqualTo(2);
    }

    @Test
    void noMoreAreKeptThanMakeCallsAtATimeAndAnAttemptIsNeverForgotten() throws Exception {
        Attempt attempt = connections.enter(attempt());

        for (UUID id : stored(MOST + 100)) {
            registry.of(id);
        }

        assertThat(registry.of(attempt.id()).connectionId()).isEqualTo(attempt.id());
        Awaitility.await()
                .untilAsserted(() ->
                        assertThat(meters.get("cache.size").gauge().value()).isBetween(MOST / 2.0, (double) MOST));
        assertThat(meters.get("cache.evictions").functionCounter().count()).isPositive();
    }

    private static Tool declared() throws Exception {
        return new Declarations().read(Path.of("routes", "jira"));
    }

    private Attempt attempt() {
        return connections.check(
                new NewIntegration("jira", "test", null, CONFIG, CREDENTIALS, null, null, null), Caller.SYSTEM);
    }

    private UUID connected() throws Exception {
        return connections.store(attempt()).id();
    }

    private List<UUID> stored(int many) {
        List<UUID> ids = IntStream.range(0, many)
                .mapToObj(ignored -> database.integration())
                .toList();
        database.jdbi().useTransaction(handle -> {
            handle.execute("update bactrian.integrations set config = ?::jsonb", CONFIG.toString());
            ids.forEach(id -> credentials.save(handle, id, CREDENTIALS));
        });
        return ids;
    }

    private void change(UUID id) throws Exception {
        IntegrationChange change = new IntegrationChange(
                null,
                null,
                JsonNodeFactory.instance.objectNode().put("timeout", "2s"),
                null,
                null,
                null,
                null,
                null,
                null);
        Changes changes = new Changes(tools, registry, credentials, database.database()::entity);
        changes.store(
                changes.check(new IntegrationChange.Request(id, change, Precondition.NONE, false), Caller.SYSTEM));
    }

    private double asked(String result) {
        return meters.get("cache.gets").tag("result", result).functionCounter().count();
    }
}
