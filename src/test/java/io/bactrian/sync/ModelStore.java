package io.bactrian.sync;

import io.bactrian.store.Row;
import io.bactrian.sync.cursor.Lag;
import io.bactrian.sync.cursor.Mark;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the database of one case holds; a transaction works on a copy, which takes the place of the old state at its commit. */
final class ModelStore {
    final Map<String, Stored> items = new TreeMap<>();
    final Map<String, Row> log = new TreeMap<>();
    final Map<String, Told> told = new TreeMap<>();
    final Map<String, Stream> streams = new HashMap<>();

    /** @param version hash of the record; 0 when it is not there any more */
    record Stored(long version, @Nullable Instant changedAt, String partition) {}

    record Told(boolean isDeleted, boolean isUnversioned) {}

    /** What is known of one stream. */
    static final class Stream {
        final Map<String, Mark> marks = new HashMap<>();
        Lag lag = Lag.NONE;

        @Nullable
        Instant wholeAt;

        Positions.@Nullable Part part;

        private Stream copy() {
            Stream copy = new Stream();
            copy.marks.putAll(marks);
            copy.lag = lag;
            copy.wholeAt = wholeAt;
            copy.part = part;
            return copy;
        }

        Mark mark(String partition) {
            return marks.getOrDefault(partition, Mark.NONE);
        }
    }

    ModelStore copy() {
        ModelStore copy = new ModelStore();
        copy.items.putAll(items);
        copy.log.putAll(log);
        copy.told.putAll(told);
        streams.forEach((name, stream) -> copy.streams.put(name, stream.copy()));
        return copy;
    }

    Stream stream(String name) {
        return streams.computeIfAbsent(name, n -> new Stream());
    }

    /** Newer is never overwritten with older. Returns when it was changed, should this be another version. */
    @Nullable
    Instant merge(Row row, String partition) {
        Stored before = items.get(row.id());
        Instant changedAt = row.isVersioned() ? row.changedAt() : null;
        boolean isOlder = before != null
                && before.changedAt() != null
                && changedAt != null
                && changedAt.isBefore(before.changedAt());
        if (isOlder || (before != null && before.version() == row.hashLow())) {
            return null;
        }
        items.put(row.id(), new Stored(row.hashLow(), changedAt, partition));
        boolean isOther = before == null
                || (before.changedAt() != null && !before.changedAt().equals(changedAt));
        return isOther ? changedAt : null;
    }

    void delete(String id) {
        items.computeIfPresent(id, (i, stored) -> new Stored(0, stored.changedAt(), stored.partition()));
    }
}
