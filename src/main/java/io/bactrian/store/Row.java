package io.bactrian.store;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One record ready to be stored: where its raw bytes and its encoded columns lie in the buffers of its slab.
 *
 * @param parent id of the record that this one was listed with or embedded in; null when there is none
 * @param changedMicros version in microseconds since 2000-01-01 UTC, {@link #UNVERSIONED} when the tool gives none
 * @param columnsFrom start of the entity's columns, each as COPY BINARY writes a field: int32 length, then the value
 * @param fields values of the fields that the integration maps itself
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
        int columnsTo,
        List<FieldValue> fields) {
    public static final long UNVERSIONED = Long.MIN_VALUE;

    /** PostgreSQL counts from here. */
    static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");

    /** A row of a record of which the integration maps no fields itself. */
    public Row(
            String id,
            @Nullable String parent,
            long hashHigh,
            long hashLow,
            long changedMicros,
            int rawFrom,
            int rawTo,
            int columnsFrom,
            int columnsTo) {
        this(id, parent, hashHigh, hashLow, changedMicros, rawFrom, rawTo, columnsFrom, columnsTo, List.of());
    }

    /** The version as an instant; only of a versioned record. */
    public Instant changedAt() {
        return instant(changedMicros);
    }

    /** A version as an instant. */
    public static Instant instant(long changedMicros) {
        return EPOCH.plus(changedMicros, ChronoUnit.MICROS);
    }

    /** Of several readings of a record the newest version counts; of equal versions, and of none, the one that came last. */
    public boolean replaces(Row before) {
        return changedMicros >= before.changedMicros;
    }

    boolean isBefore(Instant version) {
        return isVersioned() && changedAt().isBefore(version);
    }

    boolean isOf(Instant version) {
        return isVersioned() && changedAt().equals(version);
    }

    public UUID hash() {
        return new UUID(hashHigh, hashLow);
    }

    public boolean isVersioned() {
        return changedMicros != UNVERSIONED;
    }
}
