package io.bactrian.connection;

import static java.util.Objects.requireNonNull;

import io.bactrian.connection.ConnectionState.Connected;
import io.bactrian.connection.ConnectionState.Connecting;
import io.bactrian.connection.ConnectionState.Disconnected;
import io.bactrian.connection.ConnectionState.Failing;
import io.bactrian.connection.ConnectionState.Pausable;
import io.bactrian.connection.ConnectionState.Paused;
import io.bactrian.connection.ConnectionState.Reauthorize;
import io.bactrian.event.Events;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;

/** The states of connections as they are stored; a transition holds its row, so that none is lost. */
final class ConnectionStates {
    private ConnectionStates() {}

    /** Moves a connection on from the state it is in; empty when there is no such integration. */
    static Optional<ConnectionState> move(Handle handle, UUID id, UnaryOperator<ConnectionState> transition) {
        return handle.registerRowMapper(ConstructorMapper.factory(Stored.class))
                .createQuery("""
                        select status, paused_from, pause_reason from bactrian.integrations
                        where id = :id for no key update
                        """)
                .bind("id", id)
                .mapTo(Stored.class)
                .findOne()
                .map(stored -> move(handle, id, stored.toState(), transition));
    }

    private static ConnectionState move(
            Handle handle, UUID id, ConnectionState from, UnaryOperator<ConnectionState> transition) {
        ConnectionState to = transition.apply(from);
        if (!to.equals(from)) {
            write(handle, id, to);
        }
        if (to.status() != from.status()) {
            Events.add(handle, "connection.moved", id, Map.of("from", from.status(), "to", to.status()));
        }
        return to;
    }

    private static void write(Handle handle, UUID id, ConnectionState state) {
        handle.createUpdate("""
                        update bactrian.integrations
                        set status = :status, paused_from = :pausedFrom, pause_reason = :pauseReason where id = :id
                        """).bind("id", id).bindMethods(Stored.of(state)).execute();
    }

    /** The state's columns of {@code bactrian.integrations}. */
    public record Stored(
            String status,
            @Nullable String pausedFrom,
            @Nullable String pauseReason) {
        static Stored of(ConnectionState state) {
            return state instanceof Paused paused
                    ? new Stored(
                            paused.status().word(), paused.before().status().word(), paused.reason())
                    : new Stored(state.status().word(), null, null);
        }

        ConnectionState toState() {
            return switch (IntegrationStatus.of(status)) {
                case DISCONNECTED -> new Disconnected();
                case CONNECTING -> new Connecting();
                case CONNECTED -> new Connected();
                case REAUTHORIZE -> new Reauthorize();
                case FAILING -> new Failing();
                case PAUSED ->
                    new Paused((Pausable) new Stored(requireNonNull(pausedFrom), null, null).toState(), pauseReason);
            };
        }
    }
}
