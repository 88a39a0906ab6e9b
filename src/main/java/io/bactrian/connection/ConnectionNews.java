package io.bactrian.connection;

import io.bactrian.connection.ConnectionState.Calling;
import io.bactrian.connection.ConnectionState.Connecting;
import io.bactrian.connection.ConnectionState.Pausable;
import io.bactrian.connection.Integration.LastFailure;
import io.bactrian.failure.Act;
import io.bactrian.failure.FailureCategory;
import io.bactrian.failure.Scope;
import io.bactrian.failure.ToolFailure;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** What the answers of a tool say about a connection, and how it stands after them. */
final class ConnectionNews {
    private final Jdbi jdbi;
    private final Integrations integrations;
    private final Clock clock;

    ConnectionNews(Jdbi jdbi, Integrations integrations, Clock clock) {
        this.jdbi = jdbi;
        this.integrations = integrations;
        this.clock = clock;
    }

    void synced(UUID id) {
        jdbi.useTransaction(handle -> integrations.synced(handle, id));
    }

    void answered(UUID id) {
        jdbi.useTransaction(handle -> told(handle, id, Calling::answered, HealthStatus.HEALTHY, null));
    }

    void healthy(UUID id, Map<String, String> account, long latencyMs) {
        jdbi.useTransaction(handle -> {
            integrations.account(handle, id, account, latencyMs);
            told(handle, id, Calling::answered, HealthStatus.HEALTHY, null);
        });
    }

    void failed(UUID id, ToolFailure failure) {
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
        ConnectionStates.move(handle, id, state -> stopped(state, why.message()));
        integrations.health(handle, id, HealthStatus.FAILING, why);
    }

    private static ConnectionState stopped(ConnectionState state, String reason) {
        if (state instanceof Connecting connecting) {
            return connecting.refused();
        }
        return state instanceof Pausable calling ? calling.pause(reason) : state;
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
