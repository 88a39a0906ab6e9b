package io.bactrian.tool;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a later run asks for what has changed.
 *
 * @param format pattern in which an instant is written into the request ({@code {since}}, {@code {from}}, {@code {to}})
 * @param zone name of the account value that holds the zone the tool reads times in; null is UTC
 * @param overlap how far before the watermark the next read begins
 * @param first the earliest instant worth asking for, as the tool writes it after {@code format}
 */
public record CursorDeclaration(
        Kind kind, @Nullable String format, @Nullable String zone, Duration overlap, @Nullable String first) {
    /** {@code whole}: everything every time, compared by hash; {@code changed_since}: what changed since the watermark. */
    public enum Kind {
        WHOLE,
        CHANGED_SINCE
    }
}
