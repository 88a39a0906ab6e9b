package io.bactrian.api;

import java.util.Locale;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.spi.HeaderFilterStrategy;

/** Lets no header or parameter of a request steer the routes, and none of the routes' own out: only those named pass. */
final class EdgeHeaders implements HeaderFilterStrategy {
    private static final Set<String> IN = Set.of("x-request-id", "content-type", "idempotency-key", "if-match");
    private static final Set<String> OUT =
            Set.of("content-type", "location", "retry-after", "set-cookie", "idempotent-replayed", "etag");

    @Override
    public boolean applyFilterToExternalHeaders(String name, Object value, Exchange exchange) {
        return !IN.contains(name.toLowerCase(Locale.ROOT));
    }

    @Override
    public boolean applyFilterToCamelHeaders(String name, Object value, Exchange exchange) {
        return !OUT.contains(name.toLowerCase(Locale.ROOT));
    }
}
