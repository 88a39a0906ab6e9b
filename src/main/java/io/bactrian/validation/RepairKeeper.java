package io.bactrian.validation;

import io.bactrian.failure.ToolFailure;
import io.bactrian.run.Run;
import io.bactrian.store.RecordStore;
import io.bactrian.store.Row;
import io.bactrian.sync.Keeper;
import io.bactrian.sync.Page;
import java.util.List;

/** Stores what is fetched for a repair and notes that the tool has it. */
final class RepairKeeper implements Keeper {
    private final Keeper storing;
    private final RecordStore store;
    private final SeenIds seen;
    private final Run run;
    private final String stream;
    private boolean complete;

    RepairKeeper(Keeper storing, RecordStore store, SeenIds seen, Run run, String stream) {
        this.storing = storing;
        this.store = store;
        this.seen = seen;
        this.run = run;
        this.stream = stream;
    }

    @Override
    public void keep(Page page) throws ToolFailure {
        List<String> found = page.cut().rows().stream().map(Row::id).toList();
        List<String> unstorable =
                page.cut().unstorable().stream().map(bad -> bad.id()).toList();
        store.write(run.lease(), handle -> {
            seen.settle(handle, run, stream, found, true);
            seen.settle(handle, run, stream, unstorable, true);
        });
        storing.keep(page);
    }

    @Override
    public void finish(boolean complete) throws ToolFailure {
        storing.finish(complete);
        this.complete = complete;
    }

    /** Whether all that was asked for was answered; only then does it mean anything that a record was not found. */
    boolean isComplete() {
        return complete;
    }

    @Override
    public void abandon() {
        storing.abandon();
    }
}
