package io.bactrian.consistency.document;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Which side left what both once agreed on. */
public enum Change {
    HERE,
    THERE,
    BOTH;

    /** The word used in JSON. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
