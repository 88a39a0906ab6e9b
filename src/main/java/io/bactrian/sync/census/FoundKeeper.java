package io.bactrian.sync.census;

import io.bactrian.failure.ToolFailure;
import io.bactrian.run.Run;
import io.bactrian.store.RecordStore;
import io.bactrian.store.Row;
import io.bactrian.sync.Keeper;
import io.bactrian.sync.Page;
import java.util.List;

/** Stores what a direct look-up found and counts it as listed: "not found in search" is never an absence. */
final class FoundKeeper implements Keeper {
    private final Keeper storing;
    private final RecordStore store;
    private final CensusIds ids;
    private final Run run;
    private final String stream;

    FoundKeeper(Keeper storing, RecordStore store, CensusIds ids, Run run, String stream) {
        this.storing = storing;
        this.store = store;
        this.ids = ids;
        this.run = run;
        this.stream = stream;
    }

    @Override
    public void keep(Page page) throws ToolFailure {
        List<String> found = page.cut().rows().stream().map(Row::id).toList();
        store.write(run.lease(), handle -> ids.add(handle, run.integrationId(), stream, found));
        storing.keep(page);
    }

    @Override
    public void finish(boolean complete) throws ToolFailure {
        storing.finish(complete);
    }

    @Override
    public void abandon() {
        storing.abandon();
    }
}
