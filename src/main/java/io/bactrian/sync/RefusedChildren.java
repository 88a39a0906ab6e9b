package io.bactrian.sync;

import io.bactrian.consistency.Gap;
import io.bactrian.failure.ToolFailure;
import io.bactrian.run.Progress;
import io.bactrian.run.Run;
import io.bactrian.store.RecordStore;

/** Goes on behind lists of children that are refused, until so many are in a row that the account may well see none of them. */
final class RefusedChildren implements Keeper, Skips {
    private static final int MOST_IN_A_ROW = 5;

    private final RecordStore store;
    private final ChildCounts counts;
    private final Run run;
    private final String stream;
    private final Keeper keeper;
    private int inARow;

    RefusedChildren(RecordStore store, ChildCounts counts, Run run, String stream, Keeper keeper) {
        this.store = store;
        this.counts = counts;
        this.run = run;
        this.stream = stream;
        this.keeper = keeper;
    }

    @Override
    public boolean isSkipped(Batch batch, ToolFailure failure) {
        inARow++;
        if (inARow >= MOST_IN_A_ROW) {
            store.write(run.lease(), handle -> counts.othersFirst(handle, run, stream));
            return false;
        }
        Gap gap = new Gap(failure.category().word(), batch.ids().size(), String.valueOf(failure.getMessage()));
        store.write(run.lease(), handle -> {
            counts.refused(handle, run, stream, batch.ids());
            Progress.gap(handle, run.id(), stream, gap);
        });
        return true;
    }

    @Override
    public void keep(Page page) throws ToolFailure {
        inARow = 0;
        keeper.keep(page);
    }

    @Override
    public void finish(boolean complete) throws ToolFailure {
        keeper.finish(complete);
    }

    @Override
    public void abandon() {
        keeper.abandon();
    }
}
