package io.bactrian.run;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How much a sync reads. */
public enum SyncMode {
    INCREMENTAL,
    FULL;

    /** The word used in JSON and SQL. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    RunMode asRun() {
        return RunMode.of(word());
    }

    public static SyncMode of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
