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
    private static final int MANY = 1000;

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
        String path = uri.replaceFirst("^[a-z]+://[^/?]*", "").replaceFirst("[?].*", "");
        Instant now = clock.instant();
        Instant turn = later(now, quietUntil.getOrDefault(connectionId, now));
        for (Map.Entry<String, Limit> limit : destination.tool().limits().entrySet()) {
            String scope =
                    connectionId + " " + limit.getKey() + (limit.getValue().perEndpoint() ? " " + path : "");
            turn = later(turn, turn(scope, limit.getValue(), now));
        }
        await(destination, Duration.between(now, turn));
    }

    private Instant turn(String scope, Limit limit, Instant now) {
        if (buckets.size() >= MANY) {
            // A full bucket is as good as none; paths with ids in them would make ever more.
            buckets.values().removeIf(bucket -> bucket.at(now).isFull());
        }
        Bucket bucket =
                buckets.compute(scope, (s, held) -> (held == null ? Bucket.full(limit, now) : held.at(now)).less());
        return bucket.turn();
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

    /** How many buckets are held. */
    int held() {
        return buckets.size();
    }

    /** Tokens that come back steadily; taking one more than there are means waiting until it has come. */
    private record Bucket(Limit limit, double tokens, Instant filledAt) {
        static Bucket full(Limit limit, Instant now) {
            return new Bucket(limit, limit.requests(), now);
        }

        Bucket at(Instant now) {
            double come = Duration.between(filledAt, now).toNanos() / nanosPerToken();
            return come > 0 ? new Bucket(limit, Math.min(limit.requests(), tokens + come), now) : this;
        }

        Bucket less() {
            return new Bucket(limit, tokens - 1, filledAt);
        }

        boolean isFull() {
            return tokens >= limit.requests();
        }

        /** When the last token that was taken has come. */
        Instant turn() {
            return tokens >= 0 ? filledAt : filledAt.plusNanos((long) (-tokens * nanosPerToken()));
        }

        private double nanosPerToken() {
            return (double) limit.per().toNanos() / limit.requests();
        }
    }
}
