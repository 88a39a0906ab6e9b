package io.bactrian.failure;

import java.util.Locale;

/** What a failure concerns, and with that what it may stop: one record, one endpoint or the whole connection. */
public enum Scope {
    RECORD,
    ENDPOINT,
    CONNECTION;

    /** The word used in SQL and declarations. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
