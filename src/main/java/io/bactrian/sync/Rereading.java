package io.bactrian.sync;

import io.bactrian.run.Run;
import io.bactrian.tool.Partitioning;
import io.bactrian.tool.StreamDeclaration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;

/** Reads the whole list of a stream once more, for whoever does not believe the first reading. */
public final class Rereading {
    private final WalkFactory factory;
    private final Jdbi jdbi;

    public Rereading(WalkFactory factory, Jdbi jdbi) {
        this.factory = factory;
        this.jdbi = jdbi;
    }

    /** A walk over everything the stream lists; its position stays where it is. */
    public Walk walk(StreamPlan plan, Keeper keeper) {
        return factory.whole(plan.run(), plan.stream(), keeper, batches(plan));
    }

    private Iterator<Batch> batches(StreamPlan plan) {
        Run run = plan.run();
        StreamDeclaration stream = plan.stream();
        Map<String, String> values = stream.cursor().complete(run.destination().values());
        Partitioning partitioning = stream.partitioning();
        if (partitioning == null) {
            return List.of(Batch.list(values)).iterator();
        }
        return new Partitions(jdbi, run, stream, partitioning, "", false, false, (partition, parent, mark) -> {
            Map<String, String> all = new HashMap<>(values);
            all.putAll(parent);
            return new Batch(all, List.of(), partition);
        });
    }
}
