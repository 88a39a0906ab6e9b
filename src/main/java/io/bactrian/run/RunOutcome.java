package io.bactrian.run;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a finished run has proved. */
public enum RunOutcome {
    IN_SYNC,
    OUT_OF_SYNC,
    INCOMPLETE,
    UNVERIFIED,
    FAILED;

    /** The word used in JSON and SQL. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static RunOutcome of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
