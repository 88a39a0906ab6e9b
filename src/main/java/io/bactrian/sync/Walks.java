package io.bactrian.sync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bactrian.consistency.Gap;
import io.bactrian.failure.Classification;
import io.bactrian.failure.FailureCategory;
import io.bactrian.failure.ToolFailure;
import io.bactrian.outbound.Answer;
import io.bactrian.outbound.Buffers;
import io.bactrian.outbound.Calls;
import io.bactrian.run.Progress;
import io.bactrian.run.Run;
import io.bactrian.run.RunMode;
import io.bactrian.run.Runs;
import io.bactrian.store.RecordStore;
import io.bactrian.sync.Positions.Part;
import io.bactrian.sync.census.CensusIds;
import io.bactrian.tool.CursorDeclaration;
import io.bactrian.tool.LocalTimes;
import io.bactrian.tool.Partitioning;
import io.bactrian.tool.StreamDeclaration;
import io.bactrian.tool.Templates;
import io.bactrian.tool.Windows;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.camel.Body;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Headers;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Plans the walks of a stream and closes them: which parts, from which position, and when the watermark moves. */
public final class Walks {
    private static final ObjectMapper JSON = new ObjectMapper();
    // Jira writes offsets without a colon, others with one or as Z.
    private static final DateTimeFormatter CREATED =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss[.SSSSSSSSS][.SSSSSS][.SSS][XXX][XX][X]");

    private static final Duration CENSUS_AT_LEAST = Duration.ofDays(1);

    private final WalkFactory factory;
    private final Positions positions;
    private final CensusIds censusIds;
    private final RecordStore store;
    private final Calls calls;
    private final Buffers buffers;
    private final Runs runs;
    private final Jdbi jdbi;

    Walks(
            WalkFactory factory,
            Positions positions,
            CensusIds censusIds,
            RecordStore store,
            Calls calls,
            Buffers buffers,
            Runs runs,
            Jdbi jdbi) {
        this.jdbi = jdbi;
        this.factory = factory;
        this.positions = positions;
        this.censusIds = censusIds;
        this.store = store;
        this.calls = calls;
        this.buffers = buffers;
        this.runs = runs;
    }

    /** Takes up what an interrupted run left, or decides what to read. */
    public StreamPlan open(@Body StreamPlan plan) {
        if (plan.run().mustYield()
                || runs.isStreamFinished(plan.run(), plan.stream().name())) {
            return plan;
        }
        List<Part> left =
                positions.parts(plan.run().integrationId(), plan.stream().name());
        if (!left.isEmpty() && left.stream().allMatch(part -> isGood(plan, part))) {
            walk(plan, left);
            return plan;
        }
        positions
                .watermark(
                        plan.run().integrationId(),
                        plan.stream().name(),
                        plan.stream().wanted())
                .filter(watermark -> isIncremental(plan))
                .map(watermark -> plan.stream().cursor().readFrom(watermark))
                .ifPresent(plan::since);
        if (plan.since() == null && plan.stream().windows() != null) {
            plan.needBounds();
        } else {
            begin(plan, List.of(part(plan, "all", null, null)));
        }
        return plan;
    }

    /** Whether a part that an interrupted run left is what this run would read. */
    private static boolean isGood(StreamPlan plan, Part left) {
        return left.fingerprint().equals(fingerprint(plan.stream()))
                && (left.since() == null || plan.run().mode() == RunMode.INCREMENTAL);
    }

    /** What changed is asked for, unless a census is due and there is no cheaper one than to read everything. */
    private boolean isIncremental(StreamPlan plan) {
        return plan.run().mode() == RunMode.INCREMENTAL
                && plan.stream().cursor().kind() == CursorDeclaration.Kind.CHANGED_SINCE
                && (plan.stream().census() != null
                        || positions.isListedWithin(
                                plan.run().integrationId(), plan.stream().name(), CENSUS_AT_LEAST));
    }

    /** Asks for the oldest record. */
    public @Nullable Object askBounds(@Body StreamPlan plan, @Headers Map<String, Object> headers) throws ToolFailure {
        Map<String, String> values = values(plan, part(plan, "all", null, null));
        return calls.put(
                headers,
                plan.run().integrationId(),
                Templates.fill(windows(plan.stream()).first(), values, Map.of()));
    }

    /** Cuts the time from the oldest record until now into windows; an account without records is walked as one. */
    public StreamPlan cutWindows(@ExchangeProperty("plan") StreamPlan plan, @Body Answer answer) throws ToolFailure {
        Instant oldest;
        try {
            oldest = oldest(plan.stream(), answer);
        } finally {
            buffers.giveBack(answer.bytes());
        }
        Instant now = answer.date();
        if (oldest == null || !oldest.isBefore(now)) {
            begin(plan, List.of(part(plan, "all", null, null)));
            return plan;
        }
        int count = windows(plan.stream()).count();
        Duration width = Duration.between(oldest, now).dividedBy(count);
        begin(
                plan,
                IntStream.range(0, count)
                        .mapToObj(i -> part(
                                plan,
                                "window-" + i,
                                i == 0 ? null : oldest.plus(width.multipliedBy(i)),
                                i == count - 1 ? null : oldest.plus(width.multipliedBy(i + 1))))
                        .toList());
        return plan;
    }

    private static @Nullable Instant oldest(StreamDeclaration stream, Answer answer) throws ToolFailure {
        try {
            JsonNode records = JSON.readTree(answer.bytes(), 0, answer.length()).at(stream.items());
            JsonNode created = records.path(0).at(windows(stream).created());
            return created.isTextual()
                    ? OffsetDateTime.parse(created.asText(), CREATED).toInstant()
                    : null;
        } catch (IOException | DateTimeException e) {
            throw ToolFailure.of(
                    FailureCategory.INVALID_DATA,
                    "the oldest record of " + stream.name() + " cannot be read",
                    0,
                    null,
                    e);
        }
    }

    private static Windows windows(StreamDeclaration stream) {
        Windows windows = stream.windows();
        if (windows == null) {
            throw new IllegalStateException(stream.name() + " declares no windows");
        }
        return windows;
    }

    private void begin(StreamPlan plan, List<Part> parts) {
        store.write(plan.run().lease(), handle -> {
            positions.begin(handle, plan.run().integrationId(), plan.stream().name(), parts);
            censusIds.clear(handle, plan.run().integrationId(), plan.stream().name());
        });
        walk(plan, parts);
    }

    private Part part(StreamPlan plan, String name, @Nullable Instant from, @Nullable Instant to) {
        return new Part(name, from, to, plan.since(), "", null, null, null, fingerprint(plan.stream()));
    }

    private void walk(StreamPlan plan, List<Part> parts) {
        List<Walk> walks = new ArrayList<>();
        for (Part part : parts) {
            if (part.endedAt() == null) {
                walks.add(walk(plan, part));
            }
        }
        plan.walk(walks, parts.get(0).since() == null);
    }

    private Walk walk(StreamPlan plan, Part part) {
        Partitioning partitioning = plan.stream().partitioning();
        if (partitioning == null) {
            return factory.list(
                    plan, part, List.of(Batch.list(values(plan, part))).iterator());
        }
        Run run = plan.run();
        String stream = plan.stream().name();
        boolean isRead = part.position() == null && !part.partition().isEmpty();
        Iterator<Batch> partitions = new Partitions(
                jdbi,
                run,
                plan.stream(),
                partitioning,
                part.partition(),
                isRead,
                (parent, watermark) -> values(plan, part, parent, watermark));
        return factory.list(plan, part, partitions)
                .skipping(failure -> runs.gap(
                        run, stream, new Gap(failure.category().word(), 1, String.valueOf(failure.getMessage()))));
    }

    /** A partition that was never read is read from its beginning, whatever is known of the others. */
    private static Map<String, String> values(
            StreamPlan plan, Part part, Map<String, String> parent, @Nullable Instant watermark) {
        Instant since = part.since() == null || watermark == null
                ? null
                : plan.stream().cursor().readFrom(watermark);
        Part own = new Part(part.part(), null, null, since, "", null, null, null, part.fingerprint());
        Map<String, String> values = new HashMap<>(values(plan, own));
        values.putAll(parent);
        return values;
    }

    private static Map<String, String> values(StreamPlan plan, Part part) {
        CursorDeclaration cursor = plan.stream().cursor();
        Map<String, String> account = plan.run().destination().values();
        Map<String, String> values = new HashMap<>(account);
        if (part.since() != null) {
            values.put("since", LocalTimes.lowerBound(part.since(), cursor, account));
        }
        if (part.fromAt() != null) {
            values.put("from", LocalTimes.edge(part.fromAt(), cursor, account));
        }
        if (part.toAt() != null) {
            values.put("to", LocalTimes.edge(part.toAt(), cursor, account));
        }
        return cursor.complete(values);
    }

    /** A position is only good for the request it was given out for. */
    private static String fingerprint(StreamDeclaration stream) {
        return Integer.toHexString(
                (stream.list().toString() + stream.paging() + stream.cursor() + stream.partitioning()).hashCode());
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
                positions.raiseWatermark(
                        handle,
                        plan.run().integrationId(),
                        stream,
                        plan.stream().wanted());
                positions.forget(handle, plan.run().integrationId(), stream);
                Progress.finish(handle, plan.run().id(), stream);
            });
            runs.note(plan.run(), "stream_read", stream, null);
        }
        return plan;
    }
}
