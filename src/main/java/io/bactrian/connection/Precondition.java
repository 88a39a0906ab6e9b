package io.bactrian.connection;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which version of an integration a caller means to change.
 *
 * @param versions any of these; null for whichever there is
 */
public record Precondition(@Nullable Set<Instant> versions) {
    public static final Precondition NONE = new Precondition(null);

    /** Throws {@link StaleVersion} unless the integration is as the caller saw it. */
    void check(Integration integration) {
        if (versions != null && !versions.contains(integration.updatedAt())) {
            throw new StaleVersion(integration.id());
        }
    }
}
