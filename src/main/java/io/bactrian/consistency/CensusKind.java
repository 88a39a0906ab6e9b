package io.bactrian.consistency;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a census told of each record: that it is there, its version too, or nothing because none was taken. */
public enum CensusKind {
    PRESENCE,
    VERSION,
    NONE;

    /** The word used in JSON and SQL. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static CensusKind of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
