package io.bactrian.tool;

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
}
