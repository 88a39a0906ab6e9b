package io.bactrian.sync.census;

import io.bactrian.failure.FailureCategory;
import io.bactrian.failure.ToolFailure;
import io.bactrian.run.Run;
import io.bactrian.store.RecordStore;
import io.bactrian.sync.Batch;
import io.bactrian.sync.Keeper;
import io.bactrian.sync.Page;
import io.bactrian.sync.cut.Cut;
import io.bactrian.tool.StreamDeclaration;
import java.util.ArrayList;
import java.util.List;

/**
 * Stores what a direct look-up found and counts it as listed: "not found in search" is never an absence. Within a scope, what
 * is found and not listed has left the scope.
 */
final class FoundKeeper implements Keeper {
    private final Keeper storing;
    private final RecordStore store;
    private final CensusIds ids;
    private final Run run;
    private final StreamDeclaration stream;
    private final List<String> left = new ArrayList<>();
    private final List<String> refused = new ArrayList<>();
    private final List<String> moved = new ArrayList<>();
    private boolean complete;

    FoundKeeper(Keeper storing, RecordStore store, CensusIds ids, Run run, StreamDeclaration stream) {
        this.storing = storing;
        this.store = store;
        this.ids = ids;
        this.run = run;
        this.stream = stream;
    }

    @Override
    public void keep(Page page) throws ToolFailure {
        List<String> found = page.cut().ids(stream.name());
        if (page.batch().ids().size() == 1 && isOfAnotherStream(page.cut())) {
            moved.addAll(page.batch().ids());
        }
        if (stream.cursor().scopeText().isEmpty()) {
            store.write(
                    run.lease(),
                    handle -> ids.add(
                            handle,
                            run.integrationId(),
                            stream.name(),
                            page.batch().parent(),
                            found));
        } else {
            left.addAll(found);
            left.removeAll(ids.listed(run.integrationId(), stream.name(), found));
        }
        storing.keep(page);
    }

    @Override
    public void finish(boolean complete) throws ToolFailure {
        storing.finish(complete);
        this.complete = complete;
        // A crash of the database empties the listing, and all that was found after it seems to have left.
        if (!left.isEmpty() && ids.isWhole(run, stream)) {
            store.write(run.lease(), handle -> OutsideScope.unobserve(handle, run, stream, left));
        }
    }

    /** There is a record, and it was left out. */
    private static boolean isOfAnotherStream(Cut cut) {
        return cut.records() > 0 && cut.rows().isEmpty() && cut.unstorable().isEmpty();
    }

    /** Ids that the tool found and that are of this stream no more, asked for each by itself. */
    List<String> moved() {
        return moved;
    }

    /** One that the tool refuses to show is not found either, and known to be hidden. */
    boolean isRefused(Batch batch, ToolFailure failure) {
        boolean isRefused = failure.category() == FailureCategory.PERMISSION;
        if (isRefused) {
            refused.addAll(batch.ids());
        }
        return isRefused;
    }

    /** Ids that the tool refused to show, asked for each by itself. */
    List<String> refused() {
        return refused;
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
