package io.bactrian.run;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How much a run reads, or whether it only tells what it would do. */
public enum RunMode {
    /** A sync that reads what has changed. */
    INCREMENTAL,
    /** A sync or a validation that reads everything. */
    FULL,
    /** A validation that compares ids. */
    CENSUS,
    /** A validation that compares ids, and some records in depth. */
    SAMPLE,
    /** A repair that tells what it would do. */
    DRY_RUN,
    /** A repair. */
    APPLY;

    /** The word used in JSON and SQL. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static RunMode of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
