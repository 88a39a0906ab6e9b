package io.bactrian.sync;

import io.bactrian.consistency.Gap;
import io.bactrian.failure.FailureCategory;
import io.bactrian.failure.ToolFailure;
import io.bactrian.run.Run;
import io.bactrian.run.Runs;
import io.bactrian.store.RecordStore;
import io.bactrian.tool.ByIds;
import io.bactrian.tool.StreamDeclaration;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Body;

/** Fetches by id what feeds told of and what no search for changes finds. */
public final class Fetches {
    private final WalkFactory factory;
    private final RecordStore store;
    private final Reports reports;
    private final Runs runs;

    Fetches(WalkFactory factory, RecordStore store, Reports reports, Runs runs) {
        this.factory = factory;
        this.store = store;
        this.reports = reports;
        this.runs = runs;
    }

    /** A walk for each stream embedded in it, and one for the stream, when there is something to fetch; what cannot be is a named gap. */
    public List<Walk> reported(@Body StreamPlan plan) {
        Run run = plan.run();
        StreamDeclaration stream = plan.stream();
        if (run.mustYield() || !runs.isStreamFinished(run, stream.name())) {
            return List.of();
        }
        List<Walk> walks = new ArrayList<>();
        Embedding embedding = Embedding.of(reports, run, stream);
        stream.children().values().forEach(child -> walks.addAll(reported(run, child.record(), embedding, false)));
        // After those, as what they change in their records is found by reading these again.
        walks.addAll(reported(run, stream, new Embedding(reports, run, null), !walks.isEmpty()));
        return walks;
    }

    /** @param anyway whether there may be something to fetch by the time it comes to that */
    private List<Walk> reported(Run run, StreamDeclaration stream, Embedding embedding, boolean anyway) {
        long count = reports.count(run.integrationId(), stream.name());
        ByIds byIds = stream.byIds();
        if (count > 0 && byIds == null) {
            String reason = "they do not tell when they were changed, so that changes show when everything is read";
            runs.gap(run, stream.name(), new Gap("unversioned", count, reason));
        }
        return byIds == null || count == 0 && !anyway ? List.of() : List.of(walk(run, stream, byIds, embedding));
    }

    private Walk walk(Run run, StreamDeclaration stream, ByIds byIds, Embedding embedding) {
        FetchBatches batches = new FetchBatches(reports, run, stream, byIds, embedding);
        RecordKeeper keeper = new RecordKeeper(store, run, stream.name(), (handle, pages, merged, complete) -> {
            ToldChildren.keepFetched(handle, run, stream, pages, merged);
            embedding.change(handle, merged.parentsOfChanged(stream.name()));
            pages.forEach(page -> batches.seen(handle, page));
        });
        return factory.byIds(run, stream, byIds, batches, keeper)
                .skipping((batch, failure) -> isRefused(run, stream, byIds, batches, batch, failure));
    }

    /** A record that can only be asked for by itself and is refused is known to be hidden; any other refusal is a named gap. */
    private boolean isRefused(
            Run run, StreamDeclaration stream, ByIds byIds, FetchBatches batches, Batch batch, ToolFailure failure) {
        if (failure.category() == FailureCategory.PERMISSION && byIds.batch() == 1) {
            store.write(run.lease(), handle -> {
                ToldAbsences.refused(handle, run, stream, batch.ids());
                batches.passed(handle, batch);
            });
        } else {
            String reason = String.valueOf(failure.getMessage());
            runs.gap(run, stream.name(), new Gap(failure.category().word(), 1, reason));
        }
        return true;
    }
}
