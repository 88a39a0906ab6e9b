package io.bactrian.outbound;

import io.bactrian.failure.FailureCategory;
import io.bactrian.failure.ToolFailure;
import io.bactrian.tool.Limit;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;

/** Keeps what this process has under way of a connection within what its tool answers at once, repeated calls and probes included. */
final class Places {
    private final Destinations destinations;
    private final Duration longestWait;
    private final Map<String, Integer> taken = new HashMap<>();

    Places(Destinations destinations, Duration longestWait) {
        this.destinations = destinations;
        this.longestWait = longestWait;
    }

    /** Around the door, which has read the whole answer when it comes back, or given the call up. */
    ClassicHttpResponse pass(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        Map<String, Integer> places = places(request);
        take(places);
        try {
            return chain.proceed(request, scope);
        } finally {
            giveBack(places);
        }
    }

    /** By scope, how many there are of each kind of place that a call takes one of. */
    private Map<String, Integer> places(ClassicHttpRequest request) throws ToolFailure {
        Map<String, Integer> places = new HashMap<>();
        Header connection = request.getFirstHeader(Calls.CONNECTION_HEADER);
        if (connection != null) {
            String path = Budgets.path(request.getRequestUri());
            Destination destination = destinations.of(UUID.fromString(connection.getValue()));
            for (Map.Entry<String, Limit> limit : destination.tool().limits().entrySet()) {
                if (limit.getValue().atOnce() > 0 && limit.getValue().covers(path)) {
                    places.put(
                            Budgets.scope(destination.connectionId().toString(), limit, path),
                            limit.getValue().atOnce());
                }
            }
        }
        return places;
    }

    private synchronized void take(Map<String, Integer> places) throws ToolFailure {
        long until = System.nanoTime() + longestWait.toNanos();
        while (!areFree(places)) {
            await(until - System.nanoTime());
        }
        places.keySet().forEach(scope -> taken.merge(scope, 1, Integer::sum));
    }

    private boolean areFree(Map<String, Integer> places) {
        return places.entrySet().stream().allMatch(place -> taken.getOrDefault(place.getKey(), 0) < place.getValue());
    }

    private void await(long nanos) throws ToolFailure {
        try {
            if (nanos <= 0) {
                throw tooMany();
            }
            TimeUnit.NANOSECONDS.timedWait(this, nanos);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw tooMany();
        }
    }

    private ToolFailure tooMany() {
        return ToolFailure.of(
                FailureCategory.RATE_LIMIT,
                "as many calls as the tool answers at once were under way for " + longestWait.toSeconds() + " s");
    }

    private synchronized void giveBack(Map<String, Integer> places) {
        places.keySet().forEach(scope -> taken.computeIfPresent(scope, (s, count) -> count == 1 ? null : count - 1));
        notifyAll();
    }
}
