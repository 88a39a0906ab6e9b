package io.bactrian.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Something that goes wrong on requests whose path contains a text: on each {@code every}-th of them, {@code times}
 * times at most.
 */
public record Fault(
        Kind kind,
        String path,
        int times,
        int every,
        int status,
        @Nullable String retryAfter,
        @Nullable String reason,
        @Nullable Header header,
        Duration delay) {
    /** A header that the answer has besides. */
    public record Header(String name, String value) {
        static @Nullable Header read(JsonNode said) {
            return said.isObject()
                    ? new Header(said.path("name").asText(), said.path("value").asText())
                    : null;
        }
    }

    /** What goes wrong. */
    public enum Kind {
        STATUS,
        LATENCY,
        DROPPED,
        CUT,
        DRIBBLED_BODY,
        DRIBBLED_HEADER,
        TRUNCATED,
        REPEATED_TOKEN,
        HTML,
        EMPTY,
        RIGHT,
        GZIP
    }

    public Fault {
        if (times < 1 || every < 1) {
            throw new IllegalArgumentException("times and every of a fault must be at least 1");
        }
        if (kind == Kind.STATUS && (status < 100 || status > 599)) {
            throw new IllegalArgumentException("a fault needs a status of HTTP, not " + status);
        }
    }

    /** An answer with this status instead of the real one; 5xx come as HTML, as proxies write them. */
    public static Fault status(int status) {
        return new Fault(Kind.STATUS, "", 1, 1, status, null, null, null, Duration.ZERO);
    }

    /** A refusal that gives a reason: 401 in {@code X-Seraph-LoginReason}, 429 in {@code RateLimit-Reason}, others as their message. */
    public static Fault refusal(int status, String reason) {
        return new Fault(Kind.STATUS, "", 1, 1, status, null, reason, null, Duration.ZERO);
    }

    /** 429 with this {@code Retry-After} (seconds or a date; null for none) and {@code RateLimit-Reason}. */
    public static Fault rateLimit(@Nullable String retryAfter, @Nullable String reason) {
        return new Fault(Kind.STATUS, "", 1, 1, 429, retryAfter, reason, null, Duration.ZERO);
    }

    /** A fault of a kind that needs no status; the delay is the wait, or the pause between dribbled pieces. */
    public static Fault of(Kind kind, Duration delay) {
        return new Fault(kind, "", 1, 1, 200, null, null, null, delay);
    }

    public static Fault of(Kind kind) {
        return of(kind, Duration.ofMillis(100));
    }

    /** The fault that a document asks for, where a simulator is steered from outside. */
    public static Fault read(JsonNode said) {
        return new Fault(
                Kind.valueOf(said.path("kind").asText("status").toUpperCase(Locale.ROOT)),
                said.path("path").asText(""),
                said.path("times").asInt(1),
                said.path("every").asInt(1),
                said.path("status").asInt(200),
                said.path("retryAfter").isMissingNode()
                        ? null
                        : said.path("retryAfter").asText(),
                said.path("reason").textValue(),
                Header.read(said.path("header")),
                Duration.ofMillis(said.path("delay").asLong(100)));
    }

    public Fault on(String part) {
        return new Fault(kind, part, times, every, status, retryAfter, reason, header, delay);
    }

    public Fault with(String name, String value) {
        return new Fault(kind, path, times, every, status, retryAfter, reason, new Header(name, value), delay);
    }

    public Fault times(int number) {
        return new Fault(kind, path, number, every, status, retryAfter, reason, header, delay);
    }

    public Fault always() {
        return times(Integer.MAX_VALUE);
    }

    public Fault every(int number) {
        return new Fault(kind, path, times, number, status, retryAfter, reason, header, delay);
    }
}
