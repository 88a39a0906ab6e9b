package io.bactrian.connection;

import io.bactrian.failure.ToolFailure;
import org.jspecify.annotations.Nullable;

/** What a health check found: well after so many milliseconds, or what was wrong. */
public record HealthResult(
        boolean healthy,
        @Nullable Long latencyMs,
        @Nullable String category,
        @Nullable String message) {
    static HealthResult well(long latencyMs) {
        return new HealthResult(true, latencyMs, null, null);
    }

    public static HealthResult ill(ToolFailure failure) {
        return new HealthResult(false, null, failure.category().word(), failure.getMessage());
    }
}
