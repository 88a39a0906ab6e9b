package io.bactrian.store;

import java.util.Locale;

/** The types a field may have that a tool or an integration adds to the canonical model. */
public enum FieldType {
    TEXT,
    NUMBER,
    BOOLEAN,
    DATE,
    TIMESTAMP,
    JSON;

    /** As people write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
