package io.bactrian.consistency;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How two values differ. */
public enum DifferenceKind {
    MISSING,
    EXTRA,
    TYPE,
    VALUE,
    ORDER;

    /** The word used in JSON and SQL. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static DifferenceKind of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
