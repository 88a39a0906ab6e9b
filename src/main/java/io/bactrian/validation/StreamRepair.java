package io.bactrian.validation;

import io.bactrian.run.Run;
import io.bactrian.run.RunMode;
import io.bactrian.sync.StreamPlan;
import io.bactrian.tool.StreamDeclaration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The repair of one stream under way. */
public final class StreamRepair {
    private final StreamPlan plan;
    private final boolean needed;

    @Nullable
    RepairKeeper fetched;

    @Nullable
    RepairKeeper again;

    StreamRepair(StreamPlan plan, boolean needed) {
        this.plan = plan;
        this.needed = needed;
    }

    Run run() {
        return plan.run();
    }

    StreamDeclaration stream() {
        return plan.stream();
    }

    String name() {
        return plan.stream().name();
    }

    /** The stream and those whose records are embedded in its own. */
    List<String> streams() {
        return Stream.concat(Stream.of(name()), stream().children().keySet().stream())
                .toList();
    }

    /** Whether all that was asked for was answered, a list, which may change while it is read, twice. */
    boolean isProved() {
        RepairKeeper last = stream().byIds() == null ? again : fetched;
        return last != null && last.isComplete();
    }

    /** What it repairs; for the routes' expressions. */
    public StreamPlan getPlan() {
        return plan;
    }

    /** Whether something is to be done, and not only told; for the routes' expressions. */
    public boolean isDue() {
        return needed && run().mode() == RunMode.APPLY && !run().mustYield();
    }

    @Override
    public String toString() {
        return "repair of " + name();
    }
}
