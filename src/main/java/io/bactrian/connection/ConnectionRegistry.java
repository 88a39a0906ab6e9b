package io.bactrian.connection;

import com.fasterxml.jackson.databind.JsonNode;
import io.bactrian.access.Caller;
import io.bactrian.audit.AuditLog;
import io.bactrian.connection.ConnectionState.Connecting;
import io.bactrian.connection.ConnectionState.Disconnected;
import io.bactrian.connection.Integration.LastFailure;
import io.bactrian.credential.Credentials;
import io.bactrian.event.Events;
import io.bactrian.failure.FailureCategory;
import io.bactrian.failure.ToolFailure;
import io.bactrian.outbound.Destination;
import io.bactrian.outbound.Destinations;
import io.bactrian.outbound.Guard;
import io.bactrian.store.ListPosition;
import io.bactrian.tool.Tool;
import io.bactrian.tool.Tools;
import io.bactrian.tool.declaration.IntegrationTool;
import io.bactrian.tool.own.OwnTool;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections by id: where their calls go, and how the integrations behind them stand. A credential is opened when its
 * connection is first used, so that a start takes as long with ten thousand integrations as with one.
 */
public final class ConnectionRegistry implements Destinations {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectionRegistry.class);

    private final Map<UUID, Live> live = new ConcurrentHashMap<>();
    private final Jdbi jdbi;
    private final Integrations integrations;
    private final Credentials credentials;
    private final Tools tools;
    private final DestinationFactory factory;
    private final Clock clock;
    private final ConnectionNews news;

    public ConnectionRegistry(Jdbi jdbi, Credentials credentials, Tools tools, Guard guard, Clock clock) {
        this.jdbi = jdbi;
        this.integrations = new Integrations(jdbi);
        this.credentials = credentials;
        this.tools = tools;
        this.factory = new DestinationFactory(guard);
        this.clock = clock;
        this.news = new ConnectionNews(jdbi, integrations, clock);
    }

    /** Where a connection's calls go, and the version of the integration that says so; null for one that is not stored. */
    private record Live(Destination destination, @Nullable Instant configuredAt) {}

    /** Tells what there is to go on with. */
    public void load() {
        LOG.info("integrations by status: {}", integrations.census());
    }

    @Override
    public Destination of(UUID connectionId) throws ToolFailure {
        Live known = live.get(connectionId);
        return known == null ? refresh(connectionId) : known.destination();
    }

    /** Where the calls go by what is stored now, which another process may have changed. */
    public Destination refresh(UUID connectionId) throws ToolFailure {
        Integration integration = integrations
                .find(connectionId)
                .filter(stored -> stored.status() != IntegrationStatus.DISCONNECTED)
                .orElse(null);
        if (integration == null) {
            live.remove(connectionId);
            throw ToolFailure.of(
                    FailureCategory.CONFIGURATION, "the integration " + connectionId + " is not connected");
        }
        Live known = live.get(connectionId);
        if (known == null || !integration.updatedAt().equals(known.configuredAt())) {
            known = new Live(destination(integration), integration.updatedAt());
            live.put(connectionId, known);
        }
        return known.destination();
    }

    /** Forgets what was made of a tool's declaration, which has changed; attempts under way keep what they began with. */
    public void redeclared(Tool tool) {
        live.values()
                .removeIf(known -> known.configuredAt() != null
                        && known.destination().tool().name().equals(tool.name()));
    }

    private Destination destination(Integration integration) throws ToolFailure {
        Tool tool = tool(integration.tool());
        JsonNode secret = credentials
                .find(integration.id())
                .orElseThrow(() -> ToolFailure.of(FailureCategory.CONFIGURATION, "the credential is missing"));
        Map<String, String> account = new HashMap<>();
        integration
                .account()
                .properties()
                .forEach(field -> account.put(field.getKey(), field.getValue().asText()));
        Tool own = OwnTool.of(
                IntegrationTool.of(tool, integration.config()), integration.scope(), integration.dataMapping());
        return factory.make(integration.id(), own, integration.config(), secret, account);
    }

    /** Whether a credential is stored that is not the one calls are signed with; another process may have stored it. */
    public boolean isRenewed(UUID id) {
        Live known = live.get(id);
        try {
            return known != null
                    && !known.destination()
                            .signature()
                            .equals(destination(integrations.find(id).orElseThrow())
                                    .signature());
        } catch (ToolFailure | RuntimeException e) {
            LOG.debug("integration {} has no other credential: {}", id, e.getMessage());
            return false;
        }
    }

    /** Lets calls be signed with what is stored. */
    void takeUp(UUID id) throws ToolFailure {
        Integration integration = integrations.find(id).orElseThrow();
        live.put(id, new Live(destination(integration), integration.updatedAt()));
    }

    Tool tool(String name) throws ToolFailure {
        return tools.find(name)
                .orElseThrow(
                        () -> ToolFailure.of(FailureCategory.CONFIGURATION, "the tool " + name + " is not loaded"));
    }

    /** Refuses an address that must not be called, whether or not it is called now. */
    void checkAddress(Attempt attempt) throws ToolFailure {
        factory.checkAddress(attempt.declaration(), attempt.config());
    }

    /** Lets calls be made for an attempt that is not stored yet. */
    void enter(Attempt attempt) throws ToolFailure {
        Destination destination = factory.make(
                attempt.id(),
                attempt.declaration(),
                attempt.config(),
                attempt.request().credentials(),
                attempt.account());
        live.put(attempt.id(), new Live(destination, null));
    }

    void leave(UUID connectionId) {
        live.remove(connectionId);
    }

    /** Stores an attempt as an integration, its credential sealed. */
    Integration store(Attempt attempt, IntegrationStatus status) {
        jdbi.useTransaction(handle -> {
            integrations.insert(handle, attempt, status, clock.instant());
            credentials.save(handle, attempt.id(), attempt.request().credentials());
            String project = attempt.request().projectId();
            AuditLog.done(attempt.caller(), "createIntegration", attempt.id().toString(), project)
                    .write(handle);
            Events.add(handle, "integration.created", attempt.id(), Map.of("status", status.word()));
        });
        return integrations.find(attempt.id()).orElseThrow();
    }

    public Optional<Integration> find(UUID id) {
        return integrations.find(id);
    }

    /** What is stored; a failure when it is gone. */
    Integration stored(UUID id) throws ToolFailure {
        return find(id).orElseThrow(() -> ToolFailure.of(FailureCategory.NOT_FOUND, "there is no integration " + id));
    }

    /** Stores a change; throws {@link StaleVersion} when somebody else was quicker. */
    Integration revise(Revision revision) throws ToolFailure {
        UUID id = revision.before().id();
        jdbi.useTransaction(handle -> {
            Integration locked = integrations.lock(handle, id).orElseThrow(() -> new StaleVersion(id));
            if (!locked.updatedAt().equals(revision.before().updatedAt())) {
                throw new StaleVersion(id);
            }
            revise(handle, revision);
        });
        leave(id);
        return stored(id);
    }

    private void revise(Handle handle, Revision revision) {
        UUID id = revision.before().id();
        Attempt attempt = revision.attempt();
        ConnectionStates.move(handle, id, revision::from);
        boolean frequencyMoved =
                !attempt.syncFrequency().equals(revision.before().syncFrequency());
        integrations.update(handle, id, attempt, frequencyMoved, clock.instant());
        if (revision.isToBeTried()) {
            integrations.tested(handle, id, ConnectionTest.passed(attempt));
        }
        switch (revision.credential()) {
            case REPLACED -> credentials.save(handle, id, attempt.request().credentials());
            case LOST -> Credentials.destroy(handle, id);
            case KEPT -> {}
        }
        changed(handle, attempt.caller(), "updateIntegration", id);
    }

    /** A caller changed an integration: its version moves, and it is written down. */
    private void changed(Handle handle, Caller caller, String action, UUID id) {
        integrations.touch(handle, id);
        String project =
                integrations.lock(handle, id).map(Integration::projectId).orElse(null);
        AuditLog.done(caller, action, id.toString(), project).write(handle);
        Events.add(handle, "integration.updated", id, Map.of("action", action));
    }

    /** Notes what a test found. */
    void tested(Caller caller, UUID id, ConnectionTest test) {
        jdbi.useTransaction(handle -> {
            integrations.tested(handle, id, test);
            String project =
                    integrations.lock(handle, id).map(Integration::projectId).orElse(null);
            AuditLog.done(caller, "testIntegration", id.toString(), project).write(handle);
        });
    }

    void connecting(UUID id) {
        jdbi.useTransaction(handle -> {
            ConnectionStates.move(handle, id, state -> state instanceof Disconnected rests ? rests.connect() : state);
            integrations.checkLater(handle, id);
        });
    }

    Integration connected(Caller caller, UUID id, ConnectionTest test) throws ToolFailure {
        jdbi.useTransaction(handle -> {
            integrations.tested(handle, id, test);
            ConnectionStates.move(handle, id, Revision::worked);
            changed(handle, caller, "connectIntegration", id);
        });
        leave(id);
        return stored(id);
    }

    void notConnected(UUID id, LastFailure failure) {
        jdbi.useTransaction(handle -> {
            integrations.tested(handle, id, ConnectionTest.failed(failure));
            ConnectionStates.move(
                    handle, id, state -> state instanceof Connecting connecting ? connecting.failed() : state);
        });
    }

    Integration disconnected(Caller caller, UUID id) throws ToolFailure {
        jdbi.useTransaction(handle -> {
            ConnectionStates.move(handle, id, ConnectionState::disconnect);
            changed(handle, caller, "disconnectIntegration", id);
        });
        leave(id);
        return stored(id);
    }

    /** What the caller may see, newest first, those after a position; null filters match any. */
    public List<Integration> list(
            Caller caller,
            @Nullable String projectId,
            @Nullable String tool,
            @Nullable String status,
            int limit,
            @Nullable ListPosition after) {
        return integrations.list(new Integrations.Filter(projectId, tool, status), caller, limit, after);
    }

    /** Notes the end of a sync. */
    public void synced(UUID id) {
        news.synced(id);
    }

    /** Notes that calls are answered as they should. */
    public void answered(UUID id) {
        news.answered(id);
    }

    /** Notes that the connection is well, and what the tool told of the account. */
    public void healthy(UUID id, Map<String, String> account, long latencyMs) throws ToolFailure {
        news.healthy(id, account, latencyMs);
        live.computeIfPresent(id, (same, known) -> {
            Map<String, String> values = new HashMap<>(known.destination().values());
            values.putAll(account);
            return new Live(known.destination().with(Map.copyOf(values)), known.configuredAt());
        });
    }

    /** Notes a failure of the connection: a refused credential needs a person, everything else may pass. */
    public void failed(UUID id, ToolFailure failure) {
        news.failed(id, failure);
    }
}
