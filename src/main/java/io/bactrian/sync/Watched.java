package io.bactrian.sync;

import io.bactrian.consistency.Gap;
import io.bactrian.failure.ToolFailure;
import io.bactrian.run.Progress;
import io.bactrian.run.Run;
import org.jdbi.v3.core.Jdbi;

/** Names lists that moved whenever they were read. */
record Watched(Keeper keeper, Jdbi jdbi, Run run, String stream) implements Keeper {
    static final Gap MOVED = new Gap(
            "moved",
            1,
            "records were taken out of a list while it was read, twice, so that others may have been missed");

    @Override
    public void keep(Page page) throws ToolFailure {
        if (page.isLastOfMoving()) {
            jdbi.useHandle(handle -> Progress.gap(handle, run.id(), stream, MOVED));
        }
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
