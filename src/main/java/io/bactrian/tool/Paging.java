package io.bactrian.tool;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the next page is found.
 *
 * @param send query parameter (or {@code /pointer} into the body) that carries the position
 * @param next pointer to the next position in the answer ({@code token})
 * @param size query parameter (or {@code /pointer} into the body) that carries the page size
 * @param limit page size asked for
 * @param total pointer to the tool's count of all records; ends {@code offset} paging when reached
 */
public record Paging(
        Kind kind,
        @Nullable String send,
        @Nullable String next,
        @Nullable String size,
        int limit,
        @Nullable String total) {
    /** {@code none}: one page; {@code token}: an opaque position from the answer; {@code offset}: a running count, ended by the total or an empty page. */
    public enum Kind {
        NONE,
        TOKEN,
        OFFSET
    }

    /** One page. */
    public static final Paging NONE = new Paging(Kind.NONE, null, null, null, 0, null);

    /** The same with other pages. */
    public Paging of(int size) {
        return new Paging(kind, send, next, this.size, size, total);
    }

    /**
     * What is added to a request to ask for a page: query parameters, or {@code /pointer}s into the body, and their values.
     *
     * @param position null asks for the first page
     */
    Map<String, Object> parts(@Nullable String position) {
        Map<String, Object> parts = new LinkedHashMap<>();
        if (size != null) {
            parts.put(size, limit);
        }
        if (send != null && position != null) {
            parts.put(send, kind == Kind.OFFSET ? (Object) Long.valueOf(position) : position);
        }
        return parts;
    }
}
