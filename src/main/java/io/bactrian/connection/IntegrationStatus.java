package io.bactrian.connection;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where an integration stands. */
public enum IntegrationStatus {
    DISCONNECTED,
    CONNECTING,
    CONNECTED,
    PAUSED,
    REAUTHORIZE,
    FAILING;

    /** The word used in JSON and SQL. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static IntegrationStatus of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
