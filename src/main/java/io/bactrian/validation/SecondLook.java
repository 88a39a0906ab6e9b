package io.bactrian.validation;

import io.bactrian.consistency.DifferenceKind;
import io.bactrian.consistency.document.Difference;
import io.bactrian.failure.ToolFailure;
import io.bactrian.run.Progress;
import io.bactrian.run.Run;
import io.bactrian.store.Merged;
import io.bactrian.store.RecordStore;
import io.bactrian.store.Row;
import io.bactrian.store.Slab;
import io.bactrian.sync.Keeper;
import io.bactrian.sync.Page;
import io.bactrian.sync.census.DifferentRecord;
import io.bactrian.sync.census.RecordComparison;
import io.bactrian.sync.census.StoredRecords;
import io.bactrian.tool.StreamDeclaration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Looks at doubtful records again and decides: what differs still is an inconsistency, unless the tool changed it after it was
 * last read; that cannot be here yet and is not compared.
 */
final class SecondLook implements Keeper {
    private static final int BATCH = 500;

    private final RecordStore store;
    private final StoredRecords records;
    private final SeenIds seen;
    private final RecordComparison comparison;
    private final Run run;
    private final String stream;
    private final Set<String> children;
    private final @Nullable Instant readUpTo;
    private boolean complete;
    private long newer;
    private long unstorable;

    SecondLook(RecordStore store, StoredRecords records, SeenIds seen, StreamDeclaration declared, Run run) {
        this.store = store;
        this.records = records;
        this.seen = seen;
        this.comparison = new RecordComparison(declared.volatileParts());
        this.children = declared.children().keySet();
        this.run = run;
        this.stream = declared.name();
        this.readUpTo = seen.readUpTo(run, stream);
    }

    /** What was made of the doubtful records of one page. */
    private static final class Decided {
        private final List<String> present = new ArrayList<>();
        private final List<String> notCompared = new ArrayList<>();
        private final List<DifferentRecord> differing = new ArrayList<>();
    }

    @Override
    public void keep(Page page) throws ToolFailure {
        try {
            Decided decided = decide(page);
            store.write(run.lease(), handle -> {
                seen.settle(handle, run, stream, decided.present, true);
                seen.settle(handle, run, stream, decided.notCompared, false);
                Findings.retract(handle, run, children, decided.notCompared);
                decided.differing.forEach(record -> StoredRecords.noteDifferent(handle, run, record));
                Progress.add(
                        handle,
                        run.id(),
                        stream,
                        0,
                        Merged.Counts.NONE,
                        1,
                        page.answer().length());
            });
        } finally {
            page.release();
        }
    }

    private Decided decide(Page page) throws ToolFailure {
        Decided decided = new Decided();
        for (Slab slab : page.cut().slabs()) {
            if (slab.stream().equals(stream)) {
                List<String> ids = slab.rows().stream().map(Row::id).toList();
                Set<String> doubtful = seen.doubtfulAmong(run, stream, ids);
                Map<String, StoredRecords.Stored> stored = records.find(run.integrationId(), stream, doubtful);
                for (Row row : slab.rows()) {
                    if (doubtful.contains(row.id())) {
                        decide(slab, row, stored.get(row.id()), decided);
                    }
                }
            }
        }
        Stream<String> bad = page.cut().unstorable().stream()
                .filter(one -> one.stream().equals(stream))
                .map(one -> one.id());
        bad.forEach(id -> {
            unstorable++;
            decided.notCompared.add(id);
        });
        return decided;
    }

    private void decide(Slab slab, Row row, StoredRecords.@Nullable Stored local, Decided decided) throws ToolFailure {
        List<Difference> differences = local == null
                ? List.of(Difference.ofRecord(DifferenceKind.MISSING))
                : comparison.differences(slab, row, local);
        if (!differences.isEmpty() && RecordComparison.isNewer(row, readUpTo)) {
            newer++;
            decided.notCompared.add(row.id());
            return;
        }
        decided.present.add(row.id());
        if (!differences.isEmpty()) {
            decided.differing.add(new DifferentRecord(stream, row.id(), null, differences));
        }
    }

    /** What is doubtful still was asked for and not found: a record that is held is extra, any other is none. */
    @Override
    public void finish(boolean complete) {
        this.complete = complete;
        while (complete) {
            List<String> left = seen.doubtful(run, stream, "", BATCH);
            if (left.isEmpty()) {
                return;
            }
            Set<String> held = records.find(run.integrationId(), stream, left).keySet();
            store.write(run.lease(), handle -> extra(handle, left, held));
        }
    }

    private void extra(Handle handle, List<String> left, Set<String> held) {
        seen.settle(handle, run, stream, left, false);
        held.forEach(id -> StoredRecords.noteDifferent(
                handle, run, DifferentRecord.oneSided(stream, id, null, DifferenceKind.EXTRA)));
    }

    boolean isComplete() {
        return complete;
    }

    /** Records that the tool changed after they were last read. */
    long newer() {
        return newer;
    }

    /** Records that cannot be stored. */
    long unstorable() {
        return unstorable;
    }

    @Override
    public void abandon() {
        // Every page is given back as it is kept.
    }
}
