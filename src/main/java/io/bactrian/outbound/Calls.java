package io.bactrian.outbound;

import io.bactrian.failure.IntegrationFailures;
import io.bactrian.failure.Retries;
import io.bactrian.failure.ToolFailure;
import io.bactrian.tool.Request;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** Puts requests on messages for a tool's call route. */
public final class Calls {
    /** Exchange header that names the connection; the door takes it off before anything is sent. */
    public static final String CONNECTION_HEADER = "X-Bactrian-Connection";

    /** Exchange header with a shorter deadline than the connection's; the door takes it off, too. */
    static final String DEADLINE_HEADER = "X-Bactrian-Deadline";

    /** Exchange header with statuses that are no refusal for this call; the door takes it off, too. */
    static final String ACCEPTED_HEADER = "X-Bactrian-Accepted";

    private final Destinations destinations;

    public Calls(Destinations destinations) {
        this.destinations = destinations;
    }

    /** Sets the headers of a call, none of them secret, and returns the body to send; null for none. */
    public @Nullable Object put(Map<String, Object> headers, UUID connectionId, Request request) throws ToolFailure {
        Destination destination = destinations.of(connectionId);
        headers.put(Exchange.HTTP_URI, destination.address(request.pathAndQuery()));
        headers.put(Exchange.HTTP_METHOD, request.method().name());
        headers.remove(DEADLINE_HEADER);
        headers.remove(ACCEPTED_HEADER);
        headers.put(CONNECTION_HEADER, connectionId.toString());
        headers.put(IntegrationFailures.TOOL_HEADER, destination.tool().name());
        headers.put(Retries.ATTEMPTS_HEADER, destination.retryAttempts());
        if (request.body() != null) {
            headers.put(Exchange.CONTENT_TYPE, "application/json");
        }
        return request.body();
    }

    /** Has answers of these statuses handed on, whatever they mean elsewhere. */
    public static void accept(Map<String, Object> headers, Collection<Integer> statuses) {
        if (!statuses.isEmpty()) {
            headers.put(ACCEPTED_HEADER, statuses.stream().map(String::valueOf).collect(Collectors.joining(",")));
        }
    }

    /** Has a call that fails repeated as often as this at most. */
    public static void repeat(Map<String, Object> headers, int attempts) {
        headers.put(Retries.ATTEMPTS_HEADER, attempts);
    }

    /** Keeps a call from taking longer than this, and from being repeated more often. */
    public static void within(Map<String, Object> headers, Duration deadline, int attempts) {
        headers.put(DEADLINE_HEADER, deadline.toMillis());
        headers.merge(Retries.ATTEMPTS_HEADER, attempts, (own, most) -> Math.min((Integer) own, (Integer) most));
    }
}
