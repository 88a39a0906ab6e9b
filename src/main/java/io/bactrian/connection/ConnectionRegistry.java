package io.bactrian.connection;

import com.fasterxml.jackson.databind.JsonNode;
import io.bactrian.audit.AuditLog;
import io.bactrian.connection.ConnectionState.Calling;
import io.bactrian.connection.ConnectionState.Pausable;
import io.bactrian.connection.Integration.LastFailure;
import io.bactrian.credential.Credentials;
import io.bactrian.event.Events;
import io.bactrian.failure.Act;
import io.bactrian.failure.FailureCategory;
import io.bactrian.failure.Scope;
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
import java.util.function.Function;
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

    public ConnectionRegistry(Jdbi jdbi, Credentials credentials, Tools tools, Guard guard, Clock clock) {
        this.jdbi = jdbi;
        this.integrations = new Integrations(jdbi);
        this.credentials = credentials;
        this.tools = tools;
        this.factory = new DestinationFactory(guard);
        this.clock = clock;
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

    private Destination destination(Integration integration) throws ToolFailure {
        Tool tool = tools.find(integration.tool())
                .orElseThrow(() -> ToolFailure.of(
                        FailureCategory.CONFIGURATION, "the tool " + integration.tool() + " is not loaded"));
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

    /** Newest first, those after a position; null filters match any. */
    public List<Integration> list(
            @Nullable String projectId,
            @Nullable String tool,
            @Nullable String status,
            int limit,
            @Nullable ListPosition after) {
        return integrations.list(new Integrations.Filter(projectId, tool, status), limit, after);
    }

    /** Notes the end of a sync and what it says about the connection. */
    public void synced(UUID id, @Nullable ToolFailure failure) {
        jdbi.useTransaction(handle -> {
            integrations.synced(handle, id);
            if (failure == null) {
                told(handle, id, Calling::answered, HealthStatus.HEALTHY, null);
            } else {
                failed(handle, id, failure);
            }
        });
    }

    /** Notes that the connection is well, and what the tool told of the account. */
    public void healthy(UUID id, Map<String, String> account, long latencyMs) throws ToolFailure {
        jdbi.useTransaction(handle -> {
            integrations.account(handle, id, account, latencyMs);
            told(handle, id, Calling::answered, HealthStatus.HEALTHY, null);
        });
        live.computeIfPresent(id, (same, known) -> {
            Map<String, String> values = new HashMap<>(known.destination().values());
            values.putAll(account);
            return new Live(known.destination().with(Map.copyOf(values)), known.configuredAt());
        });
    }

    /** Notes a failure of the connection: a refused credential needs a person, everything else may pass. */
    public void failed(UUID id, ToolFailure failure) {
        jdbi.useTransaction(handle -> failed(handle, id, failure));
    }

    private void failed(Handle handle, UUID id, ToolFailure failure) {
        LastFailure last =
                new LastFailure(failure.category().word(), String.valueOf(failure.getMessage()), clock.instant());
        if (failure.act() == Act.STOP) {
            stop(handle, id, last);
            return;
        }
        boolean refused = failure.category() == FailureCategory.AUTHENTICATION && failure.scope() == Scope.CONNECTION;
        told(
                handle,
                id,
                refused ? Calling::refused : Calling::failed,
                refused ? HealthStatus.FAILING : HealthStatus.DEGRADED,
                last);
    }

    /** Every further call would make it worse, so that none is made until a person resumes. */
    private void stop(Handle handle, UUID id, LastFailure why) {
        ConnectionStates.move(
                handle, id, state -> state instanceof Pausable calling ? calling.pause(why.message()) : state);
        integrations.health(handle, id, HealthStatus.FAILING, why);
    }

    /** What the tool told; of a connection that is paused or disconnected it comes too late to count. */
    private void told(
            Handle handle,
            UUID id,
            Function<Calling, ConnectionState> news,
            HealthStatus health,
            @Nullable LastFailure failure) {
        ConnectionStates.move(handle, id, state -> state instanceof Calling calling ? news.apply(calling) : state)
                .filter(Calling.class::isInstance)
                .ifPresent(state -> integrations.health(handle, id, health, failure));
    }
}
