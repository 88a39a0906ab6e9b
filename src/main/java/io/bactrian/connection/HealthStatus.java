package io.bactrian.connection;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What the last health checks say. */
public enum HealthStatus {
    UNKNOWN,
    HEALTHY,
    DEGRADED,
    FAILING;

    /** The word used in JSON and SQL. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static HealthStatus of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
