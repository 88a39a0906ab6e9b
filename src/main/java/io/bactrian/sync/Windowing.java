package io.bactrian.sync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bactrian.failure.FailureCategory;
import io.bactrian.failure.ToolFailure;
import io.bactrian.outbound.Answer;
import io.bactrian.outbound.Buffers;
import io.bactrian.outbound.Calls;
import io.bactrian.sync.cursor.Mark;
import io.bactrian.sync.cut.Instants;
import io.bactrian.tool.StreamDeclaration;
import io.bactrian.tool.Templates;
import io.bactrian.tool.Windows;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.camel.Body;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Headers;
import org.jspecify.annotations.Nullable;

/** Cuts a stream that is read whole into windows of creation time. */
public final class Windowing {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final WalkParts parts;
    private final Calls calls;
    private final Buffers buffers;

    Windowing(WalkParts parts, Calls calls, Buffers buffers) {
        this.parts = parts;
        this.calls = calls;
        this.buffers = buffers;
    }

    /** Asks for the oldest record. */
    public @Nullable Object askBounds(@Body StreamPlan plan, @Headers Map<String, Object> headers) throws ToolFailure {
        Map<String, String> values = WalkParts.values(plan, parts.whole(plan), Mark.NONE);
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
            return walkAsOne(plan);
        }
        int count = windows(plan.stream()).count();
        Duration width = Duration.between(oldest, now).dividedBy(count);
        parts.begin(
                plan,
                IntStream.range(0, count)
                        .mapToObj(i -> parts.part(
                                plan,
                                "window-" + i,
                                i == 0 ? null : oldest.plus(width.multipliedBy(i)),
                                i == count - 1 ? null : oldest.plus(width.multipliedBy(i + 1))))
                        .toList());
        return plan;
    }

    /** Windows save time only: whatever keeps the oldest record from being told, the walk meets itself. */
    public StreamPlan walkAsOne(@ExchangeProperty("plan") StreamPlan plan) {
        parts.begin(plan, List.of(parts.whole(plan)));
        return plan;
    }

    private static @Nullable Instant oldest(StreamDeclaration stream, Answer answer) throws ToolFailure {
        try {
            JsonNode records = JSON.readTree(answer.bytes(), 0, answer.length()).at(stream.items());
            JsonNode created = records.path(0).at(windows(stream).created());
            return created.isTextual() ? Instants.read(created.asText()) : null;
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
}
