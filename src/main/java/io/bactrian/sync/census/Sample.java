package io.bactrian.sync.census;

import io.bactrian.consistency.DifferenceKind;
import io.bactrian.consistency.document.Difference;
import io.bactrian.failure.ToolFailure;
import io.bactrian.run.Progress;
import io.bactrian.run.Run;
import io.bactrian.store.Merged;
import io.bactrian.store.RecordStore;
import io.bactrian.store.Row;
import io.bactrian.store.Slab;
import io.bactrian.sync.Batch;
import io.bactrian.sync.Keeper;
import io.bactrian.sync.Page;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/**
 * A sample of records read again and compared in depth with what is stored. A record that changed meanwhile is stored and
 * read once more before it counts as different.
 */
final class Sample implements Keeper, Iterator<Batch> {
    private final RecordStore store;
    private final StoredRecords records;
    private final Run run;
    private final String stream;
    private final RecordComparison comparison;
    private final int batchSize;
    private final List<String> first;
    private final List<String> again = new ArrayList<>();
    private boolean secondLook;
    private long compared;
    private long equal;
    private final Map<DifferenceKind, Long> differing = new EnumMap<>(DifferenceKind.class);

    Sample(
            RecordStore store,
            StoredRecords records,
            Run run,
            String stream,
            RecordComparison comparison,
            List<String> ids,
            int batchSize) {
        this.store = store;
        this.records = records;
        this.run = run;
        this.stream = stream;
        this.comparison = comparison;
        this.batchSize = batchSize;
        this.first = new ArrayList<>(ids);
    }

    @Override
    public boolean hasNext() {
        return !first.isEmpty() || !again.isEmpty();
    }

    @Override
    public Batch next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        secondLook = first.isEmpty();
        List<String> source = secondLook ? again : first;
        List<String> part = source.subList(0, Math.min(batchSize, source.size()));
        Batch batch = new Batch(run.destination().values(), List.copyOf(part));
        part.clear();
        return batch;
    }

    @Override
    public void keep(Page page) throws ToolFailure {
        try {
            // An answer that there is no such record holds none; whether it is gone is for the listing to say.
            for (Slab slab : page.cut().slabs()) {
                if (slab.stream().equals(stream)) {
                    compare(slab, page);
                }
            }
        } finally {
            page.release();
        }
    }

    private void compare(Slab slab, Page page) throws ToolFailure {
        List<String> ids = slab.rows().stream().map(Row::id).toList();
        Map<String, StoredRecords.Stored> stored = records.find(run.integrationId(), stream, ids);
        List<Row> newer = new ArrayList<>();
        for (Row row : slab.rows()) {
            compare(slab, row, stored.get(row.id()), newer);
        }
        store(slab, newer, page);
    }

    private void compare(
            Slab slab, Row row, StoredRecords.@org.jspecify.annotations.Nullable Stored local, List<Row> newer)
            throws ToolFailure {
        if (local == null) {
            return;
        }
        List<Difference> differences = comparison.differences(slab, row, local);
        if (differences.isEmpty()) {
            compared++;
            equal++;
        } else if (secondLook) {
            compared++;
            differing.merge(differences.get(0).kind(), 1L, Long::sum);
            store.write(
                    run.lease(),
                    handle -> StoredRecords.noteDifferent(
                            handle, run, new DifferentRecord(stream, row.id(), null, differences)));
        } else {
            again.add(row.id());
            if (RecordComparison.isNewer(row, local.changedAt())) {
                newer.add(row);
            }
        }
    }

    /** What changed in the tool since it was read is brought over first, so that only real differences remain. */
    private void store(Slab slab, List<Row> newer, Page page) {
        Slab only = new Slab(slab.stream(), slab.entity(), slab.raw(), slab.columns(), newer);
        store.merge(
                run.lease(),
                run.revision(),
                List.of(only),
                (handle, merged) -> Progress.add(
                        handle,
                        run.id(),
                        stream,
                        0,
                        updatesOf(merged),
                        1,
                        page.answer().length()));
    }

    private Merged.Counts updatesOf(Merged merged) {
        return new Merged.Counts(0, merged.of(stream).updated(), 0, 0);
    }

    @Override
    public void finish(boolean complete) {
        // Every page is compared as it is kept.
    }

    @Override
    public void abandon() {
        // Every page is given back as it is kept.
    }

    long compared() {
        return compared;
    }

    long equal() {
        return equal;
    }

    Map<DifferenceKind, Long> differing() {
        return new HashMap<>(differing);
    }
}
