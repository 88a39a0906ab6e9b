package io.bactrian.sync.cursor;

import io.bactrian.tool.CursorDeclaration;
import io.bactrian.tool.LocalTimes;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a request holds so that the tool answers with what is new. */
public final class Bounds {
    private Bounds() {}

    /**
     * The values of a request's places, none where everything has to be read.
     *
     * @param lag how late the tool was seen to show changes
     * @param account what is known of the account, its zone for instance
     */
    public static Map<String, String> of(
            CursorDeclaration cursor, Mark mark, Duration lag, Map<String, String> account) {
        return switch (cursor.kind()) {
            case CHANGED_SINCE -> since(cursor, mark.watermark(), lag, account);
            case TOKEN -> place("cursor", mark.token());
            case NEWEST -> place("after", mark.token());
            case WHOLE, REPORTED -> Map.of();
        };
    }

    /**
     * Where a feed goes on, or begins: of what happened before its first reading is not told, as that is read whole afterwards.
     *
     * @param now a time of the tool's clock that is not later; null where none is known
     */
    public static Mark begun(CursorDeclaration cursor, Mark mark, @Nullable Instant now, Map<String, String> account) {
        if (mark.token() != null || now == null || !cursor.beginsNow()) {
            return mark;
        }
        return new Mark(mark.watermark(), LocalTimes.edge(now.minus(cursor.overlap()), cursor, account));
    }

    /** The values for the slice of a list that begins at an instant. */
    public static Map<String, String> sliced(
            CursorDeclaration cursor, Map<String, String> values, Instant from, Map<String, String> account) {
        Map<String, String> sliced = new HashMap<>(values);
        sliced.put("from", LocalTimes.lowerBound(from, cursor, account));
        return cursor.complete(sliced);
    }

    private static Map<String, String> since(
            CursorDeclaration cursor, @Nullable Instant watermark, Duration lag, Map<String, String> account) {
        return watermark == null
                ? Map.of()
                : Map.of("since", LocalTimes.lowerBound(cursor.readFrom(watermark, lag), cursor, account));
    }

    private static Map<String, String> place(String name, @Nullable String value) {
        return value == null ? Map.of() : Map.of(name, value);
    }
}
