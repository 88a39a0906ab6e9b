package io.bactrian.audit;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who did what, or was refused it. */
public record AuditEntry(
        long id,
        Instant at,
        @Nullable UUID keyId,
        String caller,
        String role,
        String address,
        String requestId,
        String action,
        String subject,
        @Nullable String projectId,
        String result) {}
