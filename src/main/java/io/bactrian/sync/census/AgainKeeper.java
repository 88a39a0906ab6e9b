package io.bactrian.sync.census;

import io.bactrian.failure.ToolFailure;
import io.bactrian.run.Run;
import io.bactrian.store.RecordStore;
import io.bactrian.sync.Keeper;
import io.bactrian.sync.Page;

/** Stores what a second reading of a whole list holds and counts it as listed: a page that shifted is no absence. */
final class AgainKeeper implements Keeper {
    private final Keeper storing;
    private final RecordStore store;
    private final CensusIds ids;
    private final Run run;
    private final String stream;
    private boolean complete;

    AgainKeeper(Keeper storing, RecordStore store, CensusIds ids, Run run, String stream) {
        this.storing = storing;
        this.store = store;
        this.ids = ids;
        this.run = run;
        this.stream = stream;
    }

    @Override
    public void keep(Page page) throws ToolFailure {
        store.write(
                run.lease(),
                handle -> ids.add(
                        handle,
                        run.integrationId(),
                        stream,
                        page.batch().parent(),
                        page.cut().ids(stream)));
        storing.keep(page);
    }

    @Override
    public void finish(boolean complete) throws ToolFailure {
        storing.finish(complete);
        this.complete = complete;
    }

    boolean isComplete() {
        return complete;
    }

    @Override
    public void abandon() {
        storing.abandon();
    }
}
