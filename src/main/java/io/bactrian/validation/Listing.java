package io.bactrian.validation;

import io.bactrian.run.Progress;
import io.bactrian.run.Run;
import io.bactrian.store.Merged;
import io.bactrian.store.RecordStore;
import io.bactrian.store.Row;
import io.bactrian.store.Unstorable;
import io.bactrian.sync.Keeper;
import io.bactrian.sync.Page;
import java.util.List;

/** Notes the ids that a census lists, and doubts what of it cannot be stored. */
final class Listing implements Keeper {
    private final RecordStore store;
    private final SeenIds seen;
    private final Run run;
    private final String stream;
    private boolean complete;

    Listing(RecordStore store, SeenIds seen, Run run, String stream) {
        this.store = store;
        this.seen = seen;
        this.run = run;
        this.stream = stream;
    }

    @Override
    public void keep(Page page) {
        List<String> refused = page.cut().unstorable().stream()
                .filter(record -> !record.isNameless())
                .map(Unstorable::id)
                .toList();
        store.write(run.lease(), handle -> {
            seen.listed(
                    handle, run, stream, page.cut().rows().stream().map(Row::id).toList());
            seen.doubt(handle, run, stream, refused);
            Progress.add(
                    handle,
                    run.id(),
                    stream,
                    0,
                    Merged.Counts.NONE,
                    1,
                    page.answer().length());
        });
        page.release();
    }

    @Override
    public void finish(boolean complete) {
        this.complete = complete;
    }

    /** Whether every page was read; only then does an id that was not there mean anything. */
    boolean isComplete() {
        return complete;
    }

    @Override
    public void abandon() {
        // Every page is given back as it is kept.
    }
}
