package io.bactrian.access;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What the holder of a key may do; each role includes those before it. */
public enum Role {
    VIEWER,
    OPERATOR,
    ENGINEER,
    ADMIN;

    /** The word used in JSON and SQL. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Role of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** Whether this role may do what another may. */
    public boolean includes(Role other) {
        return compareTo(other) >= 0;
    }
}
