package io.bactrian.store;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a merge did, stream by stream.
 *
 * @param earliest the earliest change, by the tool's clock, of a record that came in a version that was not stored
 * @param parents ids of the records to which those belong that were held and have changed
 * @param changed ids of records that were held, or set aside, and come otherwise now
 * @param older ids of records of which a newer version is held
 */
public record Merged(
        Map<String, Counts> streams,
        Map<String, Instant> earliest,
        Map<String, Set<String>> parents,
        Map<String, Set<String>> changed,
        Map<String, Set<String>> older) {
    /**
     * What happened to the records of one stream.
     *
     * @param absent held ones that were marked absent
     */
    public record Counts(long created, long updated, long unchanged, long quarantined, long absent) {
        public static final Counts NONE = new Counts(0, 0, 0, 0);

        public Counts(long created, long updated, long unchanged, long quarantined) {
            this(created, updated, unchanged, quarantined, 0);
        }

        /** All records looked at. */
        public long total() {
            return created + updated + unchanged + quarantined;
        }

        /** Whether anything is held otherwise than before. */
        public boolean isAnyChange() {
            return created + updated + absent > 0;
        }

        Counts plus(Counts other) {
            return new Counts(
                    created + other.created,
                    updated + other.updated,
                    unchanged + other.unchanged,
                    quarantined + other.quarantined,
                    absent + other.absent);
        }
    }

    static Merged none() {
        return new Merged(
                new LinkedHashMap<>(),
                new LinkedHashMap<>(),
                new LinkedHashMap<>(),
                new LinkedHashMap<>(),
                new LinkedHashMap<>());
    }

    /** What happened to one stream; nothing when none of its records was merged. */
    public Counts of(String stream) {
        return streams.getOrDefault(stream, Counts.NONE);
    }

    /** To which records of another stream those of a stream belong that were held and have changed. */
    public Set<String> parentsOfChanged(String stream) {
        return parents.getOrDefault(stream, Set.of());
    }

    /** Records of a stream that were held, or set aside, and come otherwise now: what they told before may hold no more. */
    public Set<String> changed(String stream) {
        return changed.getOrDefault(stream, Set.of());
    }

    /** Records of a stream of which a newer version is held: what came tells nothing, of itself or of what is embedded in it. */
    public Set<String> older(String stream) {
        return older.getOrDefault(stream, Set.of());
    }

    void addOlder(String stream, Row row) {
        older.computeIfAbsent(stream, name -> new LinkedHashSet<>()).add(row.id());
    }

    /** Notes what had been set aside and comes again. */
    void addAgain(Candidates again) {
        changed.computeIfAbsent(again.stream(), name -> new LinkedHashSet<>()).addAll(List.of(again.ids()));
    }

    void addChanged(String stream, Row row) {
        changed.computeIfAbsent(stream, name -> new LinkedHashSet<>()).add(row.id());
        if (row.parent() != null) {
            parents.computeIfAbsent(stream, name -> new LinkedHashSet<>()).add(row.parent());
        }
    }

    /** Counts a record that cannot be stored; one that was not set aside leaves all as it was. */
    public void addUnstorable(String stream, boolean isSetAside) {
        add(stream, isSetAside ? new Counts(0, 0, 0, 1) : new Counts(0, 0, 1, 0));
    }

    /** Counts held records that were marked absent alongside the merge. */
    public void addAbsent(String stream, long count) {
        add(stream, new Counts(0, 0, 0, 0, count));
    }

    void addVersion(String stream, Row row) {
        if (row.isVersioned()) {
            earliest.merge(stream, row.changedAt(), (known, changed) -> changed.isBefore(known) ? changed : known);
        }
    }

    void add(String stream, Counts counts) {
        streams.merge(stream, counts, Counts::plus);
    }
}
