package io.bactrian.connection;

import io.bactrian.connection.ConnectionState.Calling;
import io.bactrian.connection.ConnectionState.Disconnected;
import io.bactrian.connection.ConnectionState.Pausable;
import io.bactrian.connection.ConnectionState.Paused;
import io.bactrian.tool.ConfigProblem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A change of an integration that was found to be in order.
 *
 * @param attempt the integration as it would be, to be tried before it is stored
 * @param credential what becomes of the stored credential
 * @param isToBeTried whether the tool is asked before anything is stored
 */
public record Revision(
        Integration before, IntegrationChange change, Attempt attempt, Credential credential, boolean isToBeTried) {
    /** What becomes of a stored credential. */
    enum Credential {
        KEPT,
        REPLACED,
        LOST
    }

    /** The state that the change leads to; throws {@link InvalidIntegration} when no way leads there. */
    ConnectionState from(ConnectionState state) {
        ConnectionState next = state;
        if (credential == Credential.LOST) {
            next = next.credentialLost();
        } else if (isToBeTried) {
            next = worked(next);
        }
        Boolean paused = change.paused();
        if (paused == null) {
            return next;
        }
        return paused ? pause(next, change.pauseReason()) : resume(next);
    }

    /** What a state becomes when a person has found out that the tool answers. */
    static ConnectionState worked(ConnectionState state) {
        if (state instanceof Calling calling) {
            return calling.answered();
        }
        return state instanceof Paused paused ? paused.reauthorize() : state;
    }

    private static ConnectionState pause(ConnectionState state, @Nullable String reason) {
        if (state instanceof Paused paused) {
            return reason == null ? paused : paused.pause(reason);
        }
        if (state instanceof Pausable pausable) {
            return pausable.pause(reason);
        }
        String rest = state instanceof Disconnected ? "it is disconnected, and rests already" : "it is being connected";
        throw new InvalidIntegration(
                "the integration cannot be paused", List.of(new ConfigProblem("/paused", "cannot be: " + rest)));
    }

    private static ConnectionState resume(ConnectionState state) {
        return state instanceof Paused paused ? paused.resume() : state;
    }
}
