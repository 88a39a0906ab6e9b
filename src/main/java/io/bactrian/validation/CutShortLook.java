package io.bactrian.validation;

import io.bactrian.failure.ToolFailure;
import io.bactrian.run.Progress;
import io.bactrian.run.Run;
import io.bactrian.store.Merged;
import io.bactrian.store.RecordStore;
import io.bactrian.sync.Keeper;
import io.bactrian.sync.Page;
import io.bactrian.sync.census.DifferentRecord;
import io.bactrian.sync.census.StoredRecords;
import io.bactrian.tool.ChildStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compares the children of records of which a page showed some only; whose children differ is looked at again. */
final class CutShortLook implements Keeper {
    private final RecordStore store;
    private final SeenIds seen;
    private final ChildLook children;
    private final Run run;
    private final String parentStream;
    private final ChildStream child;

    CutShortLook(RecordStore store, SeenIds seen, ChildLook children, Run run, String parentStream, ChildStream child) {
        this.store = store;
        this.seen = seen;
        this.children = children;
        this.run = run;
        this.parentStream = parentStream;
        this.child = child;
    }

    @Override
    public void keep(Page page) throws ToolFailure {
        try {
            List<DifferentRecord> differing = children.ofCutShort(page, child);
            List<@Nullable String> parents =
                    differing.stream().map(DifferentRecord::parentId).toList();
            store.write(run.lease(), handle -> {
                differing.forEach(record -> StoredRecords.noteDifferent(handle, run, record));
                seen.doubt(handle, run, parentStream, parents);
                Progress.add(
                        handle,
                        run.id(),
                        child.record().name(),
                        page.cut().records(),
                        Merged.Counts.NONE,
                        1,
                        page.answer().length());
            });
        } finally {
            page.release();
        }
    }

    @Override
    public void finish(boolean complete) {
        // A walk that failed is a gap of its own already.
    }

    @Override
    public void abandon() {
        // Every page is given back as it is kept.
    }
}
