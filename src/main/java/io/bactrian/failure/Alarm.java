package io.bactrian.failure;

import org.jdbi.v3.core.Handle;

/** Tells whoever watches, in the transaction that records a failure, that a person is needed. */
@FunctionalInterface
public interface Alarm {
    void raise(Handle handle, Failure failure, Recovery recovery);
}
