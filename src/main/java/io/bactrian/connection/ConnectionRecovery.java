package io.bactrian.connection;

import io.bactrian.failure.Failure;
import io.bactrian.failure.ToolFailure;
import java.util.UUID;
import org.apache.camel.ExchangeProperty;

/** What can be done about a failure at its connection; each tells whether it was done. */
public final class ConnectionRecovery {
    private final ConnectionRegistry registry;

    public ConnectionRecovery(ConnectionRegistry registry) {
        this.registry = registry;
    }

    /** Takes up a credential that was renewed since the connection began to use its own. */
    public boolean refresh(@ExchangeProperty("failure") Failure failure) throws ToolFailure {
        UUID id = failure.integrationId();
        if (id == null || !registry.isRenewed(id)) {
            return false;
        }
        registry.live().takeUp(id);
        return true;
    }

    /** Makes no more calls of its own accord until a person has acted. */
    public boolean pause(@ExchangeProperty("failure") Failure failure) {
        UUID id = failure.integrationId();
        if (id == null || registry.find(id).isEmpty()) {
            return false;
        }
        registry.failed(id, failure.cause());
        return true;
    }
}
