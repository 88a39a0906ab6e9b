package io.bactrian.validation;

import io.bactrian.failure.ToolFailure;
import io.bactrian.run.Progress;
import io.bactrian.run.Run;
import io.bactrian.store.Merged;
import io.bactrian.store.RecordStore;
import io.bactrian.store.Row;
import io.bactrian.store.Slab;
import io.bactrian.sync.Keeper;
import io.bactrian.sync.Page;
import io.bactrian.sync.census.RecordComparison;
import io.bactrian.sync.census.StoredRecords;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Compares every record of a page with what is stored; what differs is doubtful until it was looked at again. */
final class FirstLook implements Keeper {
    private final RecordStore store;
    private final StoredRecords records;
    private final SeenIds seen;
    private final RecordComparison comparison;
    private final Run run;
    private final String stream;
    private final boolean isListing;
    private final ChildLook children;
    private boolean complete;
    private long looked;
    private long unstorable;

    /** @param isListing whether the pages together are the tool's list of the stream */
    FirstLook(
            RecordStore store,
            StoredRecords records,
            SeenIds seen,
            RecordComparison comparison,
            Run run,
            String stream,
            boolean isListing,
            ChildLook children) {
        this.store = store;
        this.records = records;
        this.seen = seen;
        this.comparison = comparison;
        this.run = run;
        this.stream = stream;
        this.isListing = isListing;
        this.children = children;
    }

    @Override
    public void keep(Page page) throws ToolFailure {
        try {
            List<String> doubtful = doubtful(page);
            List<String> listed =
                    isListing ? page.cut().rows().stream().map(Row::id).toList() : List.of();
            ChildLook.Found found = children.look(page);
            found.differing().forEach(child -> doubtful.add(String.valueOf(child.parentId())));
            store.write(run.lease(), handle -> {
                seen.listed(handle, run, stream, listed);
                seen.doubt(handle, run, stream, doubtful);
                found.differing().forEach(child -> StoredRecords.noteDifferent(handle, run, child));
                found.cutShort().forEach((child, parents) -> seen.doubt(handle, run, cutShort(child), parents));
                Progress.add(
                        handle,
                        run.id(),
                        stream,
                        page.cut().records(),
                        Merged.Counts.NONE,
                        1,
                        page.answer().length());
            });
        } finally {
            page.release();
        }
    }

    /** Where the records are noted whose children were cut short. */
    static String cutShort(String child) {
        return "of " + child;
    }

    private List<String> doubtful(Page page) throws ToolFailure {
        List<String> doubtful = new ArrayList<>();
        unstorable += page.cut().unstorable().stream()
                .filter(bad -> bad.stream().equals(stream))
                .count();
        for (Slab slab : page.cut().slabs()) {
            if (slab.stream().equals(stream)) {
                Map<String, StoredRecords.Stored> stored = records.find(
                        run.integrationId(),
                        stream,
                        slab.rows().stream().map(Row::id).toList());
                for (Row row : slab.rows()) {
                    StoredRecords.Stored local = stored.get(row.id());
                    looked += local == null ? 0 : 1;
                    if (local != null
                            && !comparison.differences(slab, row, local).isEmpty()) {
                        doubtful.add(row.id());
                    }
                }
            }
        }
        return doubtful;
    }

    @Override
    public void finish(boolean complete) {
        this.complete = complete;
    }

    /** Whether every page was read; only then does an id that was not there mean anything. */
    boolean isComplete() {
        return complete;
    }

    /** Records that were compared in depth. */
    long looked() {
        return looked;
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
