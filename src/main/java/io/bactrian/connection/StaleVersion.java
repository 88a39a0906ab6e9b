package io.bactrian.connection;

import java.util.UUID;

/** An integration was changed by somebody else since the caller saw it. */
public final class StaleVersion extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StaleVersion(UUID id) {
        super("the integration " + id + " has been changed since: read it again and repeat the change on that");
    }
}
