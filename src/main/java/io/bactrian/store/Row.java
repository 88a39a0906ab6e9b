package io.bactrian.store;

import org.jspecify.annotations.Nullable;

/**
 * One record ready to be stored: where its raw bytes and its encoded columns lie in the buffers of its slab.
 *
 * @param parent id of the record that this one was listed with or embedded in; null when there is none
 * @param changedMicros version in microseconds since 2000-01-01 UTC, {@link Long#MIN_VALUE} when the tool gives none
 * @param columnsFrom start of the entity's columns, each as COPY BINARY writes a field: int32 length, then the value
 */
public record Row(
        String id,
        @Nullable String parent,
        long hashHigh,
        long hashLow,
        long changedMicros,
        int rawFrom,
        int rawTo,
        int columnsFrom,
        int columnsTo) {
    public boolean isVersioned() {
        return changedMicros != Long.MIN_VALUE;
    }
}
