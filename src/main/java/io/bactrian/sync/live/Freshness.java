package io.bactrian.sync.live;

import com.fasterxml.jackson.annotation.JsonValue;
import io.bactrian.consistency.document.Difference;
import io.bactrian.failure.FailureCategory;
import io.bactrian.failure.ToolFailure;
import io.bactrian.sync.mirror.MirroredRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Says where a record comes from that was asked for live, and what that tells of the copy.
 *
 * @param askedAt when the tool was asked
 * @param stored how the copy stands to the record in the tool; null when the tool did not tell
 * @param storedAt when the copy was stored; null when there is none
 * @param differences between the copy, as local, and the record in the tool, as external
 * @param failure why the copy is the answer; null when it is not
 */
public record Freshness(
        Source source,
        Instant askedAt,
        @Nullable Stored stored,
        @Nullable Instant storedAt,
        List<Difference> differences,
        @Nullable Failure failure) {
    /** What a person can do who was not told; what is asked live is not asked again by itself. */
    public static String wayOut(FailureCategory category) {
        return switch (category) {
            case RATE_LIMIT, TIMEOUT, TOOL_OUTAGE ->
                "Ask again later: what is read live is not asked for again by itself.";
            case AUTHENTICATION, PERMISSION, NETWORK, NOT_FOUND, INVALID_DATA, CONFIGURATION, STORAGE, UNEXPECTED ->
                category.wayOut();
        };
    }

    /** What it comes to, in one word. */
    String word() {
        return stored == null ? source.word() : stored.word();
    }

    /** Where a record comes from. */
    public enum Source {
        TOOL,
        COPY;

        @JsonValue
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How the copy stands to a record that the tool has. */
    public enum Stored {
        EQUAL,
        DIFFERENT,
        ABSENT,
        NOT_STORED;

        @JsonValue
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Stored of(@Nullable MirroredRecord copy, List<Difference> differences) {
            if (copy == null) {
                return NOT_STORED;
            }
            return !copy.isPresent() ? ABSENT : differences.isEmpty() ? EQUAL : DIFFERENT;
        }
    }

    /**
     * Why the tool did not tell.
     *
     * @param retryAt before which it does not want to be asked again; null when it did not say
     */
    public record Failure(
            FailureCategory category,
            String detail,
            String wayOut,
            @Nullable Instant retryAt) {
        static Failure of(ToolFailure failure, Instant now) {
            Duration wait = failure.retryAfter().orElse(null);
            return new Failure(
                    failure.category(),
                    String.valueOf(failure.getMessage()),
                    Freshness.wayOut(failure.category()),
                    wait == null ? null : now.plus(wait));
        }
    }
}
