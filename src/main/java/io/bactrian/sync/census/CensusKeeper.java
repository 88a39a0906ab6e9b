package io.bactrian.sync.census;

import io.bactrian.run.Progress;
import io.bactrian.run.Run;
import io.bactrian.store.Merged;
import io.bactrian.store.RecordStore;
import io.bactrian.sync.Keeper;
import io.bactrian.sync.Page;
import org.jspecify.annotations.Nullable;

/** Keeps the ids of a census's pages; what cannot be stored is there all the same. */
final class CensusKeeper implements Keeper {
    private final RecordStore store;
    private final CensusIds ids;
    private final Run run;
    private final String stream;
    private boolean complete;
    private @Nullable Long agreed;

    CensusKeeper(RecordStore store, CensusIds ids, Run run, String stream) {
        this.store = store;
        this.ids = ids;
        this.run = run;
        this.stream = stream;
    }

    @Override
    public void keep(Page page) {
        store.write(run.lease(), handle -> {
            ids.add(
                    handle,
                    run.integrationId(),
                    stream,
                    page.batch().parent(),
                    page.cut().named(stream));
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

    /** Whether every page of the listing was read; only then does an id that is not there mean anything. */
    boolean isComplete() {
        return complete;
    }

    /** Notes that neither side lists anything that the other does not. */
    void agree(long held) {
        agreed = held;
    }

    /** How many records are held where nothing had to be looked up, so that nothing has to be counted again; null otherwise. */
    @Nullable
    Long agreed() {
        return agreed;
    }

    @Override
    public void abandon() {
        // Every page is given back as it is kept.
    }
}
