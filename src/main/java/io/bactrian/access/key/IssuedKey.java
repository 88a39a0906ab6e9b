package io.bactrian.access.key;

import io.bactrian.access.Role;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A key as those who administer keys see it: the key itself is shown to nobody. */
public record IssuedKey(
        UUID id,
        String name,
        String prefix,
        Role role,
        @Nullable List<String> projects,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant lastUsedAt) {}
