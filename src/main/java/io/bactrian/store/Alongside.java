package io.bactrian.store;

import org.jdbi.v3.core.Handle;

/** What else is written in a transaction, and fails with it: an audit entry, an event. */
@FunctionalInterface
public interface Alongside {
    Alongside NOTHING = handle -> {};

    void write(Handle handle);
}
