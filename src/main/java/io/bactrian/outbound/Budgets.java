package io.bactrian.outbound;

import io.bactrian.failure.FailureCategory;
import io.bactrian.failure.ToolFailure;
import io.bactrian.tool.Limit;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.apache.camel.Header;

/**
 * Plans the calls of each connection within its tool's limits, so that the limits are not hit, and keeps quiet for as long as
 * a tool has asked.
 */
public final class Budgets {
    private final Destinations destinations;
    private final Duration longestWait;
    private final Clock clock;
    private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();
    private final Map<String, Instant> quietUntil = new ConcurrentHashMap<>();

    public Budgets(Destinations destinations, Duration longestWait, Clock clock) {
        this.destinations = destinations;
        this.longestWait = longestWait;
        this.clock = clock;
    }

    /** Waits for the call's turn; a rate limit failure when that would take too long. */
    public void take(@Header(Calls.CONNECTION_HEADER) String connectionId, @Header("CamelHttpUri") String uri)
            throws ToolFailure {
        Destination destination = destinations.of(UUID.fromString(connectionId));
        String path = uri.substring(destination.base().toString().length()).replaceAll("[?].*", "");
        Instant now = clock.instant();
        Instant turn = later(now, quietUntil.getOrDefault(connectionId, now));
        for (Map.Entry<String, Limit> limit : destination.tool().limits().entrySet()) {
            String scope =
                    connectionId + " " + limit.getKey() + (limit.getValue().perEndpoint() ? " " + path : "");
            Bucket bucket = buckets.computeIfAbsent(scope, s -> new Bucket(limit.getValue(), now));
            turn = later(turn, bucket.take(now));
        }
        await(destination, Duration.between(now, turn));
    }

    private void await(Destination destination, Duration wait) throws ToolFailure {
        if (wait.compareTo(longestWait) > 0) {
            throw ToolFailure.of(
                    FailureCategory.RATE_LIMIT,
                    destination.tool().name() + " asked to be left alone for " + wait.toSeconds() + " s",
                    0,
                    wait,
                    null);
        }
        Instant until = clock.instant().plus(wait);
        while (clock.instant().isBefore(until)) {
            LockSupport.parkNanos(Duration.between(clock.instant(), until).toNanos());
        }
    }

    private static Instant later(Instant first, Instant second) {
        return first.isAfter(second) ? first : second;
    }

    /** Takes note of what an answer tells about the limits. */
    void learn(Destination destination, String operation, Map<String, String> headers, Instant date) {
        // Some answer with a wait of 0 all along; only a wait is a reason to wait.
        HttpDates.retryAfter(headers.get("retry-after"), date)
                .filter(wait -> headers.containsKey("retry-after"))
                .ifPresent(wait -> quietUntil.merge(
                        destination.connectionId().toString(), clock.instant().plus(wait), Budgets::later));
    }

    /** Tokens that come back steadily; taking one more than there are means waiting until it has come. */
    private static final class Bucket {
        private final double capacity;
        private final double nanosPerToken;
        private double tokens;
        private Instant filledAt;

        Bucket(Limit limit, Instant now) {
            capacity = limit.requests();
            nanosPerToken = (double) limit.per().toNanos() / limit.requests();
            tokens = capacity;
            filledAt = now;
        }

        synchronized Instant take(Instant now) {
            double come = Duration.between(filledAt, now).toNanos() / nanosPerToken;
            if (come > 0) {
                tokens = Math.min(capacity, tokens + come);
                filledAt = now;
            }
            tokens -= 1;
            return tokens >= 0 ? now : now.plusNanos((long) (-tokens * nanosPerToken));
        }
    }
}
