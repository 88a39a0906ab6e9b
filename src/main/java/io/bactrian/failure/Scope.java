package io.bactrian.failure;

/** What a failure concerns, and with that what it may stop: one record, one endpoint or the whole connection. */
public enum Scope {
    RECORD,
    ENDPOINT,
    CONNECTION
}
