package io.bactrian.store;

import java.util.LinkedHashMap;
import java.util.Map;

/** What a merge did, stream by stream. */
public record Merged(Map<String, Counts> streams) {
    /** What happened to the records of one stream. */
    public record Counts(long created, long updated, long unchanged, long quarantined) {
        public static final Counts NONE = new Counts(0, 0, 0, 0);

        /** All records looked at. */
        public long total() {
            return created + updated + unchanged + quarantined;
        }

        Counts plus(Counts other) {
            return new Counts(
                    created + other.created,
                    updated + other.updated,
                    unchanged + other.unchanged,
                    quarantined + other.quarantined);
        }
    }

    static Merged none() {
        return new Merged(new LinkedHashMap<>());
    }

    /** What happened to one stream; nothing when none of its records was merged. */
    public Counts of(String stream) {
        return streams.getOrDefault(stream, Counts.NONE);
    }

    /** Counts a record that was set aside before the merge. */
    public void addQuarantined(String stream) {
        add(stream, new Counts(0, 0, 0, 1));
    }

    void add(String stream, Counts counts) {
        streams.merge(stream, counts, Counts::plus);
    }
}
