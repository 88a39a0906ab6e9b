package io.bactrian.sync;

import io.bactrian.consistency.Gap;
import io.bactrian.run.Confirmations;
import io.bactrian.run.Run;
import io.bactrian.run.RunMode;
import io.bactrian.run.Runs;
import io.bactrian.store.RecordStore;
import io.bactrian.sync.Positions.Part;
import io.bactrian.sync.census.CensusIds;
import io.bactrian.sync.cursor.Bounds;
import io.bactrian.sync.cursor.Mark;
import io.bactrian.tool.CursorDeclaration;
import io.bactrian.tool.CursorDeclaration.Kind;
import io.bactrian.tool.LocalTimes;
import io.bactrian.tool.Partitioning;
import io.bactrian.tool.StreamDeclaration;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Makes the walks over the parts of a stream, each with what its requests hold. */
final class WalkParts {
    private final WalkFactory factory;
    private final Positions positions;
    private final CensusIds censusIds;
    private final RecordStore store;
    private final Runs runs;
    private final Jdbi jdbi;
    private final Confirmations confirmations;

    WalkParts(WalkFactory factory, Positions positions, CensusIds censusIds, RecordStore store, Runs runs, Jdbi jdbi) {
        this.factory = factory;
        this.positions = positions;
        this.censusIds = censusIds;
        this.store = store;
        this.runs = runs;
        this.jdbi = jdbi;
        this.confirmations = new Confirmations(jdbi);
    }

    /** A position is only good for the request it was given out for, and what was read before it for what is made of the answers. */
    static String fingerprint(StreamPlan plan) {
        StreamDeclaration stream = plan.stream();
        return Integer.toHexString(List.of(
                        stream.list().toString() + stream.paging() + stream.cursor() + stream.partitioning(),
                        stream.items() + stream.single() + stream.id(),
                        stream.skip().toString(),
                        plan.run().destination().tool().wanted(stream.name()))
                .hashCode());
    }

    /** Whether the run has read a stream to its end, and what is to be proved by that is known. */
    boolean isRead(StreamPlan plan) {
        Run run = plan.run();
        String stream = plan.stream().name();
        boolean isListing = plan.stream().cursor().kind() == Kind.WHOLE || run.mode() == RunMode.FULL;
        return runs.isStreamFinished(run, stream)
                && (!isListing || runs.isStreamConcluded(run, stream) || isAsked(plan) || isListingKnown(plan));
    }

    /** Whether the run has asked a person about what vanished. */
    boolean isAsked(StreamPlan plan) {
        return confirmations.isAsked(plan.run().id(), plan.stream().name());
    }

    /** What a whole reading lists is in no backup, and not there after a crash of the database. */
    boolean isListingKnown(StreamPlan plan) {
        return censusIds.isKnown(plan.run(), plan.stream());
    }

    /** The one part of a stream that is not cut into windows. */
    Part whole(StreamPlan plan) {
        return part(plan, "all", null, null);
    }

    Part part(StreamPlan plan, String name, @Nullable Instant from, @Nullable Instant to) {
        Instant since = plan.isIncremental() ? plan.mark().watermark() : null;
        return new Part(
                name,
                from,
                to,
                since,
                "",
                null,
                null,
                null,
                null,
                plan.lag().allowance().toMillis(),
                fingerprint(plan),
                plan.run().id());
    }

    void begin(StreamPlan plan, List<Part> parts) {
        store.write(plan.run().lease(), handle -> {
            positions.begin(handle, plan.run().integrationId(), plan.stream().name(), parts);
            if (plan.isIncremental()) {
                // What changed is no listing: a look that comes after it is the first.
                censusIds.clear(
                        handle, plan.run().integrationId(), plan.stream().name());
            } else {
                censusIds.begin(handle, plan.run(), plan.stream());
            }
            if (plan.mark().equals(Mark.NONE)) {
                // Of this selection of streams nothing is known, and with another one not every count was looked at.
                ChildCounts.forget(
                        handle,
                        plan.run().integrationId(),
                        plan.stream().children().keySet());
            }
            if (parts.get(0).since() == null) {
                Nameless.seek(handle, plan.run().integrationId(), plan.stream());
            }
        });
        walk(plan, parts);
    }

    /** Walks what is left of some parts. */
    void walk(StreamPlan plan, List<Part> parts) {
        List<Walk> walks = new ArrayList<>();
        for (Part part : parts) {
            if (part.endedAt() == null) {
                walks.add(walk(plan, part));
            }
        }
        plan.walk(walks, parts.get(0).since() == null);
    }

    private Walk walk(StreamPlan plan, Part left) {
        Part part = isOfOldNews(plan, left) ? left.fromTheBeginning() : left;
        noteFilter(plan, part);
        Partitioning partitioning = plan.stream().partitioning();
        if (partitioning == null) {
            return factory.list(plan, part, listed(plan, part));
        }
        Run run = plan.run();
        String stream = plan.stream().name();
        if (runs.hasGap(run, partitioning.of())) {
            String reason = partitioning.of() + " was not read whole, so that there may be more to list";
            runs.gap(run, stream, new Gap("parents", 1, reason));
        }
        Skips own = new OwnLists(jdbi, run, plan.stream());
        ReadLists read = new ReadLists(run, plan.stream());
        boolean isRead = part.position() == null && !part.partition().isEmpty();
        Iterator<Batch> partitions = new Partitions(
                        jdbi,
                        run,
                        plan.stream(),
                        partitioning,
                        part.partition(),
                        isRead,
                        isReported(plan, part),
                        (partition, values, mark) -> batch(plan, part, partition, values, mark))
                .growing();
        return factory.list(plan, part, partitions).skipping((batch, failure) -> {
            if (!own.isSkipped(batch, failure)) {
                String reason = String.valueOf(failure.getMessage());
                runs.gap(run, stream, new Gap(failure.category().word(), 1, reason));
            }
            store.write(run.lease(), handle -> read.add(handle, List.of(batch.parent())));
            return true;
        });
    }

    /** A reader of the run sees what was left out, as the tool was told it; what partitions know of themselves is not shown. */
    private void noteFilter(StreamPlan plan, Part part) {
        String when = values(plan, part, known(plan, part, new Mark(part.since(), null)))
                .getOrDefault("when", "");
        if (!when.isEmpty()) {
            runs.note(plan.run(), "filtered", plan.stream().name(), when);
        }
    }

    /** What feeds tell of is fetched by id, and nothing has to be listed. */
    private static boolean isReported(StreamPlan plan, Part part) {
        return plan.stream().cursor().kind() == Kind.REPORTED && part.since() != null;
    }

    /** Whether what another run read may have changed since: what has not is not read again. */
    private static boolean isOfOldNews(StreamPlan plan, Part left) {
        return isReported(plan, left) && !plan.run().id().equals(left.runId());
    }

    private static Iterator<Batch> listed(StreamPlan plan, Part part) {
        if (isReported(plan, part)) {
            return Collections.emptyIterator();
        }
        Mark mark = known(plan, part, new Mark(part.since(), plan.mark().token()));
        return List.of(Batch.list(values(plan, part, mark), mark)).iterator();
    }

    /** A partition that was never read is read from its beginning, whatever is known of the others. */
    private static Batch batch(StreamPlan plan, Part part, String partition, Map<String, String> parent, Mark stored) {
        Mark mark = known(plan, part, stored);
        Map<String, String> values = new HashMap<>(values(plan, part, mark));
        values.putAll(parent);
        return new Batch(values, List.of(), partition, mark);
    }

    /** Who reads everything goes on from nowhere, but a token is not given up for that: what it stands for is told once. */
    private static Mark known(StreamPlan plan, Part part, Mark stored) {
        return part.since() != null || plan.stream().cursor().kind() == Kind.TOKEN ? stored : Mark.NONE;
    }

    static Map<String, String> values(StreamPlan plan, Part part, Mark mark) {
        CursorDeclaration cursor = plan.stream().cursor();
        Map<String, String> account = plan.run().destination().values();
        Map<String, String> values = new HashMap<>(account);
        Instant now = plan.run().answeredAt();
        values.putAll(
                Bounds.of(cursor, Bounds.begun(cursor, mark, now, account), Duration.ofMillis(part.lagMs()), account));
        if (part.fromAt() != null) {
            values.put("from", LocalTimes.edge(part.fromAt(), cursor, account));
        }
        if (part.toAt() != null) {
            values.put("to", LocalTimes.edge(part.toAt(), cursor, account));
        }
        return cursor.complete(values);
    }
}
