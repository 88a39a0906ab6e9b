package io.bactrian.connection;

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
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
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

    private final Jdbi jdbi;
    private final Integrations integrations;
    private final Credentials credentials;
    private final LiveDestinations live;
    private final Clock clock;
    private final ConnectionNews news;

    public ConnectionRegistry(
            Jdbi jdbi, Credentials credentials, Tools tools, Guard guard, MeterRegistry meters, Clock clock) {
        this.jdbi = jdbi;
        this.integrations = new Integrations(jdbi);
        this.credentials = credentials;
        this.live = new LiveDestinations(integrations, credentials, tools, new DestinationFactory(guard), meters);
        this.clock = clock;
        this.news = new ConnectionNews(jdbi, integrations, clock);
    }

    /** Tells what there is to go on with. */
    public void load() {
        LOG.info("integrations by status: {}", integrations.census());
    }

    @Override
    public Destination of(UUID connectionId) throws ToolFailure {
        return live.of(connectionId);
    }

    /** Where the calls go by what is stored now, which another process may have changed. */
    public Destination refresh(UUID connectionId) throws ToolFailure {
        return live.refresh(connectionId);
    }

    /** Forgets what was made of a tool's declaration, which has changed; attempts under way keep what they began with. */
    public void redeclared(Tool tool) {
        live.redeclared(tool);
    }

    /** Whether a credential is stored that is not the one calls are signed with; another process may have stored it. */
    public boolean isRenewed(UUID id) {
        return live.isRenewed(id);
    }

    /** Where calls go, for the steps that begin and end them. */
    LiveDestinations live() {
        return live;
    }

    /** Stores an attempt as an integration, its credential sealed; from then on calls go by what is stored. */
    Integration store(Attempt attempt, IntegrationStatus status) {
        jdbi.useTransaction(handle -> {
            integrations.insert(handle, attempt, status, clock.instant());
            credentials.save(handle, attempt.id(), attempt.request().credentials());
            String project = attempt.request().projectId();
            AuditLog.done(attempt.caller(), "createIntegration", attempt.id().toString(), project)
                    .write(handle);
            Events.add(handle, "integration.created", attempt.id(), Map.of("status", status.word()));
        });
        live.leave(attempt.id());
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
        live.leave(id);
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
        live.leave(id);
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
        live.leave(id);
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
        live.told(id, account);
    }

    /** Notes a failure of the connection: a refused credential needs a person, everything else may pass. */
    public void failed(UUID id, ToolFailure failure) {
        news.failed(id, failure);
    }
}
