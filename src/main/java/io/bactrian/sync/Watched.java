package io.bactrian.sync;

import io.bactrian.consistency.Gap;
import io.bactrian.failure.ToolFailure;
import io.bactrian.run.Progress;
import io.bactrian.run.Run;
import io.bactrian.run.RunKind;
import io.bactrian.store.RecordStore;

/** Names lists that moved whenever they were read; the next sync reads them whole. */
record Watched(Keeper keeper, RecordStore store, Marks marks, Run run, String stream) implements Keeper {
    static final Gap MOVED = new Gap(
            "moved",
            1,
            "records were taken out of a list while it was read, twice, so that others may have been missed");

    @Override
    public void keep(Page page) throws ToolFailure {
        if (page.isLastOfMoving()) {
            doubt(page.batch().parent());
        }
        keeper.keep(page);
    }

    private void doubt(String partition) {
        store.write(run.lease(), handle -> {
            Progress.gap(handle, run.id(), stream, MOVED);
            if (run.kind() == RunKind.SYNC) {
                marks.doubt(handle, run.integrationId(), stream, partition);
            }
        });
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
