package io.bactrian.connection;

import com.fasterxml.jackson.databind.JsonNode;
import io.bactrian.audit.AuditLog;
import io.bactrian.connection.Integration.LastFailure;
import io.bactrian.credential.Credentials;
import io.bactrian.event.Events;
import io.bactrian.failure.FailureCategory;
import io.bactrian.failure.ToolFailure;
import io.bactrian.outbound.Destination;
import io.bactrian.outbound.Destinations;
import io.bactrian.outbound.Guard;
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
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The live connections by id: where their calls go, and how the integrations behind them stand. */
public final class ConnectionRegistry implements Destinations {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectionRegistry.class);

    private final Map<UUID, Destination> live = new ConcurrentHashMap<>();
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

    /** Takes up the integrations that are stored; one that cannot be is told of and left out. */
    public void load() {
        for (Integration integration : integrations.active()) {
            try {
                enter(integration);
            } catch (ToolFailure | RuntimeException e) {
                LOG.warn("integration {} cannot be connected: {}", integration.id(), e.getMessage());
            }
        }
    }

    private void enter(Integration integration) throws ToolFailure {
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
        live.put(
                integration.id(),
                factory.make(
                        integration.id(),
                        OwnTool.of(
                                IntegrationTool.of(tool, integration.config()),
                                integration.scope(),
                                integration.dataMapping()),
                        integration.config(),
                        secret,
                        account));
    }

    @Override
    public Destination of(UUID connectionId) throws ToolFailure {
        Destination destination = live.get(connectionId);
        if (destination == null) {
            throw ToolFailure.of(
                    FailureCategory.CONFIGURATION, "the integration " + connectionId + " is not connected");
        }
        return destination;
    }

    /** Lets calls be made for an attempt that is not stored yet. */
    void enter(Attempt attempt) throws ToolFailure {
        live.put(
                attempt.id(),
                factory.make(
                        attempt.id(),
                        attempt.declaration(),
                        attempt.config(),
                        attempt.request().credentials(),
                        attempt.account()));
    }

    void leave(UUID connectionId) {
        live.remove(connectionId);
    }

    /** Stores an attempt as an integration, its credential sealed. */
    Integration store(Attempt attempt, IntegrationStatus status) {
        jdbi.useTransaction(handle -> {
            integrations.insert(handle, attempt, status);
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

    /** Newest first, those created before {@code before}; null filters match any. */
    public List<Integration> list(
            @Nullable String projectId,
            @Nullable String tool,
            @Nullable String status,
            int limit,
            @Nullable Instant before) {
        return integrations.list(new Integrations.Filter(projectId, tool, status), limit, before);
    }

    /** Notes the end of a sync and what it says about the connection. */
    public void synced(UUID id, @Nullable ToolFailure failure) {
        integrations.synced(id);
        if (failure == null) {
            integrations.state(id, IntegrationStatus.CONNECTED, HealthStatus.HEALTHY, null);
        } else {
            failed(id, failure);
        }
    }

    /** Notes that the connection is well, and what the tool told of the account. */
    public void healthy(UUID id, Map<String, String> account, long latencyMs) throws ToolFailure {
        integrations.account(id, account, latencyMs);
        integrations.state(id, IntegrationStatus.CONNECTED, HealthStatus.HEALTHY, null);
        Destination before = of(id);
        Map<String, String> values = new HashMap<>(before.values());
        values.putAll(account);
        live.put(id, before.with(Map.copyOf(values)));
    }

    /** Notes a failure of the connection: a refused credential needs a person, everything else may pass. */
    public void failed(UUID id, ToolFailure failure) {
        boolean refused = failure.category() == FailureCategory.AUTHENTICATION;
        integrations.state(
                id,
                refused ? IntegrationStatus.REAUTHORIZE : IntegrationStatus.FAILING,
                refused ? HealthStatus.FAILING : HealthStatus.DEGRADED,
                new LastFailure(failure.category().word(), String.valueOf(failure.getMessage()), clock.instant()));
    }
}
