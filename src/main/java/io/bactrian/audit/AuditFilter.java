package io.bactrian.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Which entries to list; null matches any. */
public record AuditFilter(
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable String action,
        @Nullable String subject,
        @Nullable String caller,
        @Nullable String result) {}
