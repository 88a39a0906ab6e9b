package io.bactrian.run;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a run does. */
public enum RunKind {
    SYNC,
    HEALTH,
    VALIDATION,
    REPAIR;

    /** The word used in JSON and SQL. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static RunKind of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
