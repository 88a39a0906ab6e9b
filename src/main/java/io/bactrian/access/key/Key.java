package io.bactrian.access.key;

import io.bactrian.access.Role;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An API key as the service knows it: all but the key itself, of which only a hash is kept.
 *
 * @param projects whose integrations its holder may see; null for all
 */
public record Key(
        UUID id,
        String name,
        Role role,
        @Nullable Set<String> projects,
        @Nullable Instant expiresAt) {
    /** Whether it is past its last moment. */
    public boolean expired(Instant now) {
        return expiresAt != null && !now.isBefore(expiresAt);
    }
}
