package io.bactrian.outbound;

import io.bactrian.failure.FailureCategory;
import io.bactrian.failure.Scope;
import io.bactrian.failure.ToolFailure;
import io.bactrian.tool.Limit;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.apache.camel.Header;
import org.jspecify.annotations.Nullable;

/**
 * Plans the calls of each connection within its tool's limits, so that the limits are not hit, and keeps quiet for as long as
 * a tool has asked.
 */
public final class Budgets {
    private static final int MANY = 1000;
    private static final Pattern NUMBER = Pattern.compile("/[0-9]+(?=/|$)");

    private final Destinations destinations;
    private final Duration longestWait;
    private final Clock clock;
    private final Places places;
    private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();
    private final Map<String, Instant> quietUntil = new ConcurrentHashMap<>();

    public Budgets(Destinations destinations, Duration longestWait, Clock clock) {
        this.destinations = destinations;
        this.longestWait = longestWait;
        this.clock = clock;
        this.places = new Places(destinations, longestWait);
    }

    Places places() {
        return places;
    }

    /** Waits for the call's turn; a rate limit failure when that would take too long. */
    public void take(@Header(Calls.CONNECTION_HEADER) String connection, @Header("CamelHttpUri") String uri)
            throws ToolFailure {
        Destination destination = destinations.of(UUID.fromString(connection));
        String connectionId = destination.connectionId().toString();
        String path = path(uri);
        Instant now = clock.instant();
        Instant turn = later(now, quietUntil.getOrDefault(connectionId, now));
        turn = later(turn, quietUntil.getOrDefault(endpoint(connectionId, path), now));
        for (Map.Entry<String, Limit> limit : destination.tool().limits().entrySet()) {
            if (limit.getValue().requests() > 0 && limit.getValue().covers(path)) {
                turn = later(turn, turn(scope(connectionId, limit, path), limit.getValue(), now));
            }
        }
        await(destination, Duration.between(now, turn));
    }

    /** What an address names of its host, without a query. */
    static String path(String address) {
        return address.replaceFirst("^[a-z]+://[^/?]*", "").replaceFirst("[?].*", "");
    }

    /** A tool that holds an endpoint back does so whichever record it is asked for. */
    private static String endpoint(String connectionId, String path) {
        return connectionId + " " + NUMBER.matcher(path).replaceAll("/*");
    }

    static String scope(String connectionId, Map.Entry<String, Limit> limit, String path) {
        return connectionId + " " + limit.getKey() + (limit.getValue().perEndpoint() ? " " + path : "");
    }

    private Instant turn(String scope, Limit limit, Instant now) {
        if (held() >= MANY) {
            // A full bucket is as good as none; paths with ids in them would make ever more.
            buckets.values().removeIf(bucket -> bucket.at(now).isFull());
            quietUntil.values().removeIf(until -> !until.isAfter(now));
        }
        Bucket bucket =
                buckets.compute(scope, (s, held) -> (held == null ? Bucket.full(limit, now) : held.at(now)).less());
        return bucket.turn();
    }

    private void await(Destination destination, Duration wait) throws ToolFailure {
        if (wait.compareTo(longestWait) > 0) {
            throw tooEarly(destination, wait);
        }
        Instant until = clock.instant().plus(wait);
        while (clock.instant().isBefore(until)) {
            // An interrupted thread cannot park: it would ask the clock in a circle.
            if (Thread.currentThread().isInterrupted()) {
                throw tooEarly(destination, Duration.between(clock.instant(), until));
            }
            LockSupport.parkNanos(Duration.between(clock.instant(), until).toNanos());
        }
    }

    private static ToolFailure tooEarly(Destination destination, Duration wait) {
        return ToolFailure.of(
                FailureCategory.RATE_LIMIT,
                destination.tool().name() + " asked to be left alone for " + wait.toSeconds() + " s",
                0,
                wait,
                null);
    }

    private static Instant later(Instant first, Instant second) {
        return first.isAfter(second) ? first : second;
    }

    /**
     * Takes note of what an answer tells about the limits.
     *
     * @param concerns whether a wait that it asks for is one of its endpoint or of the whole connection
     */
    void learn(Destination destination, String path, Scope concerns, Map<String, String> headers, Instant date) {
        String connectionId = destination.connectionId().toString();
        String quiet = concerns == Scope.CONNECTION ? connectionId : endpoint(connectionId, path);
        // Some answer with a wait of 0 all along; only a wait is a reason to wait.
        HttpDates.retryAfter(headers.get("retry-after"), date)
                .filter(wait -> headers.containsKey("retry-after"))
                .ifPresent(wait -> quietUntil.merge(quiet, clock.instant().plus(wait), Budgets::later));
        for (Map.Entry<String, Limit> limit : destination.tool().limits().entrySet()) {
            HttpDates.number(told(headers, limit.getValue().remaining()))
                    .ifPresent(remaining -> told(
                            scope(connectionId, limit, path),
                            limit.getValue(),
                            remaining,
                            HttpDates.until(told(headers, limit.getValue().reset()), date)));
        }
    }

    private static @Nullable String told(Map<String, String> headers, @Nullable String name) {
        if (name == null) {
            return null;
        }
        int end = name.indexOf(';');
        String header = headers.get((end < 0 ? name : name.substring(0, end)).toLowerCase(Locale.ROOT));
        return end < 0 || header == null ? header : parameter(header, name.substring(end + 1));
    }

    /** A parameter of a structured header: {@code "quota";r=17;t=60}. */
    private static @Nullable String parameter(String header, String name) {
        return Arrays.stream(header.split(";"))
                .map(String::strip)
                .filter(part -> part.startsWith(name + "="))
                .map(part -> part.substring(name.length() + 1))
                .findFirst()
                .orElse(null);
    }

    /** Others may use up the same budget, so that the tool knows better what is left of it. */
    private void told(String scope, Limit limit, long remaining, Optional<Duration> reset) {
        Instant now = clock.instant();
        Instant empty = remaining > 0 ? now : now.plus(reset.orElse(Duration.ZERO));
        buckets.compute(
                scope, (s, held) -> (held == null ? Bucket.full(limit, now) : held.at(now)).atMost(remaining, empty));
    }

    /** Forgets what is known of a connection that is removed. */
    public void forget(String connectionId) {
        buckets.keySet().removeIf(scope -> scope.startsWith(connectionId + " "));
        quietUntil.keySet().removeIf(scope -> scope.startsWith(connectionId));
    }

    /** How much is held of all connections. */
    int held() {
        return buckets.size() + quietUntil.size();
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

        /** With no more than this left, and nothing to come before an instant. */
        Bucket atMost(long remaining, Instant from) {
            return remaining < tokens || from.isAfter(filledAt)
                    ? new Bucket(limit, Math.min(tokens, remaining), later(filledAt, from))
                    : this;
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
