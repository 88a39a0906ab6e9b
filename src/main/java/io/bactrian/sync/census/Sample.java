package io.bactrian.sync.census;

import io.bactrian.consistency.DifferenceKind;
import io.bactrian.consistency.document.Difference;
import io.bactrian.failure.ToolFailure;
import io.bactrian.run.Run;
import io.bactrian.store.RecordStore;
import io.bactrian.store.Row;
import io.bactrian.store.Slab;
import io.bactrian.sync.Batch;
import io.bactrian.sync.Keeper;
import io.bactrian.sync.Page;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A sample of records read again and compared in depth with what is stored. A record that changed meanwhile is stored and
 * read once more before it counts as different.
 */
final class Sample implements Keeper, Iterator<Batch> {
    private final Keeper storing;
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
            Keeper storing,
            RecordStore store,
            StoredRecords records,
            Run run,
            String stream,
            RecordComparison comparison,
            List<String> ids,
            int batchSize) {
        this.storing = storing;
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
        Set<String> newer = new HashSet<>();
        try {
            // An answer that there is no such record holds none; whether it is gone is for the listing to say.
            for (Slab slab : page.cut().slabs()) {
                if (slab.stream().equals(stream)) {
                    compare(slab, newer);
                }
            }
        } catch (ToolFailure | RuntimeException e) {
            page.release();
            throw e;
        }
        // What changed in the tool since it was read is brought over first, so that only real differences remain.
        page.narrow(newer);
        storing.keep(page);
        storing.finish(false);
    }

    private void compare(Slab slab, Set<String> newer) throws ToolFailure {
        List<String> ids = slab.rows().stream().map(Row::id).toList();
        Map<String, StoredRecords.Stored> stored = records.find(run.integrationId(), stream, ids);
        for (Row row : slab.rows()) {
            compare(slab, row, stored.get(row.id()), newer);
        }
    }

    private void compare(Slab slab, Row row, StoredRecords.@Nullable Stored local, Set<String> newer)
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
                newer.add(row.id());
            }
        }
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
