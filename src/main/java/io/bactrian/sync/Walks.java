package io.bactrian.sync;

import io.bactrian.failure.Classification;
import io.bactrian.failure.FailureCategory;
import io.bactrian.failure.ToolFailure;
import io.bactrian.run.Progress;
import io.bactrian.run.Run;
import io.bactrian.run.RunMode;
import io.bactrian.run.Runs;
import io.bactrian.store.RecordStore;
import io.bactrian.sync.Positions.Part;
import io.bactrian.sync.cursor.Mark;
import io.bactrian.tool.CursorDeclaration.Kind;
import io.bactrian.tool.Partitioning;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.apache.camel.Body;
import org.apache.camel.ExchangeProperty;

/** Plans the walks of a stream and closes them: which parts, from which position, and when the watermark moves. */
public final class Walks {
    private static final Duration CENSUS_AT_LEAST = Duration.ofDays(1);

    /** What asks for something new, as opposed to everything or to what comes next. */
    private static final Set<Kind> OF_CHANGES = Set.of(Kind.CHANGED_SINCE, Kind.NEWEST, Kind.REPORTED);

    private final WalkParts walkParts;
    private final Positions positions;
    private final Marks marks;
    private final RecordStore store;
    private final Runs runs;

    Walks(WalkParts walkParts, Positions positions, Marks marks, RecordStore store, Runs runs) {
        this.walkParts = walkParts;
        this.positions = positions;
        this.marks = marks;
        this.store = store;
        this.runs = runs;
    }

    /** Takes up what an interrupted run left, or decides what to read. */
    public StreamPlan open(@Body StreamPlan plan) {
        if (plan.run().mustYield() || walkParts.isRead(plan)) {
            return plan;
        }
        UUID integration = plan.run().integrationId();
        String stream = plan.stream().name();
        plan.known(
                marks.of(integration, stream, plan.stream().wanted()).orElse(Mark.NONE),
                marks.lag(integration, stream),
                isIncremental(plan));
        List<Part> left = positions.parts(integration, stream);
        if (!left.isEmpty() && left.stream().allMatch(part -> isGood(plan, part))) {
            walkParts.walk(plan, left);
        } else if (!plan.isIncremental() && plan.stream().windows() != null) {
            plan.needBounds();
        } else {
            walkParts.begin(plan, List.of(walkParts.whole(plan)));
        }
        return plan;
    }

    /** Whether a part that an interrupted run left is what this run would read. */
    private boolean isGood(StreamPlan plan, Part left) {
        return left.fingerprint().equals(WalkParts.fingerprint(plan))
                && (plan.run().id().equals(left.runId()) || mayGoOnForAnother(plan, left))
                && (left.since() != null || walkParts.isListingKnown(plan));
    }

    /**
     * What another run has read was so then: to go on from there is good enough where the changes since are asked for by the next
     * run, and a listing of its own tells what is there now.
     */
    private static boolean mayGoOnForAnother(StreamPlan plan, Part left) {
        return plan.run().mode() == RunMode.INCREMENTAL
                && (left.since() != null || plan.stream().census() != null);
    }

    /** What changed is asked for, unless a census is due and there is no cheaper one than to read everything. */
    private boolean isIncremental(StreamPlan plan) {
        return plan.run().mode() == RunMode.INCREMENTAL
                && OF_CHANGES.contains(plan.stream().cursor().kind())
                && isWholeEnough(plan)
                && !isOnlyWholeToTell(plan);
    }

    /**
     * Without a census only a whole reading tells what became of the records of lists that have vanished, or are there again, and of
     * those a person was asked about.
     */
    private boolean isOnlyWholeToTell(StreamPlan plan) {
        return plan.stream().census() == null
                && (walkParts.isAsked(plan) || marks.areOrphansLeft(plan.run(), plan.stream()) || isAnyListBack(plan));
    }

    /** Lists of records that are many, and so have a census, are too many for all to be read because one is back. */
    private boolean isAnyListBack(StreamPlan plan) {
        Partitioning partitioning = plan.stream().partitioning();
        return partitioning != null
                && plan.run().destination().tool().stream(partitioning.of()).census() == null
                && marks.isAnyListBack(plan.run().integrationId(), plan.stream().name(), partitioning.parents());
    }

    private boolean isWholeEnough(StreamPlan plan) {
        UUID integration = plan.run().integrationId();
        String stream = plan.stream().name();
        Duration every = plan.stream().cursor().wholeEvery();
        return every == null
                ? plan.stream().census() != null || marks.isListedWithin(integration, stream, CENSUS_AT_LEAST)
                : marks.isWholeWithin(integration, stream, every);
    }

    /** What went wrong ends the stream, or the whole run. */
    public void failed(@ExchangeProperty("walk") Walk walk) {
        Throwable failure = walk.failure();
        if (failure != null) {
            runs.failed(walk.run(), walk.stream(), failure);
        }
    }

    /** The walk is over: what is still kept is stored. */
    public void finish(@ExchangeProperty("walk") Walk walk) {
        Throwable failure = walk.failure();
        try {
            walk.finish();
        } catch (ToolFailure | RuntimeException e) {
            failure = failure == null ? e : failure;
        }
        if (failure != null) {
            walk.fail(failure);
            if (walk.isStuck() && Classification.of(failure).category() == FailureCategory.INVALID_DATA) {
                walk.restart();
            }
        }
        if (walk.mustRestart()) {
            restart(walk);
        }
    }

    /** A position that the tool takes no more, as when it was stored too long, would fail every run from now on. */
    private void restart(Walk walk) {
        Run run = walk.run();
        store.write(run.lease(), handle -> positions.restart(handle, run.integrationId(), walk.stream(), walk.part()));
    }

    /** All walks are over: when they have read everything, the watermark moves to where the earliest of them began. */
    public StreamPlan close(@ExchangeProperty("plan") StreamPlan plan) {
        String stream = plan.stream().name();
        List<Part> parts = positions.parts(plan.run().integrationId(), stream);
        if (!parts.isEmpty() && parts.stream().allMatch(part -> part.endedAt() != null)) {
            store.write(plan.run().lease(), handle -> {
                boolean isWhole = parts.stream().allMatch(part -> part.since() == null);
                marks.raise(
                        handle,
                        plan.run().integrationId(),
                        stream,
                        plan.stream().wanted(),
                        isWhole);
                marks.keep(
                        handle,
                        plan.run().integrationId(),
                        stream,
                        marks.lag(plan.run().integrationId(), stream).faded());
                if (isWhole) {
                    Nameless.forget(handle, plan.run().integrationId(), plan.stream());
                }
                positions.forget(handle, plan.run().integrationId(), stream);
                Progress.finish(handle, plan.run(), stream);
            });
            runs.note(plan.run(), "stream_read", stream, null);
        }
        return plan;
    }
}
