package io.bactrian.usage;

import java.util.Locale;

/** What usage is summed up by. */
public enum Grouping {
    DAY,
    TOOL,
    INTEGRATION;

    /** The word used in JSON and SQL. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Grouping of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
