package io.bactrian.tool;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the next page is found.
 *
 * @param send query parameter (or {@code /pointer} into the body) that carries the position
 * @param next pointer to the next position in the answer ({@code token}, {@code next_url})
 * @param size query parameter (or {@code /pointer} into the body) that carries the page size
 * @param limit page size asked for
 * @param total pointer to the tool's count of all records ({@code offset}) or pages ({@code page}); ends paging when reached
 * @param more pointer to what is true while more is to come
 * @param end pointer to what is true on the last page
 * @param first number of the first page ({@code page})
 * @param slices how a long list is read in parts ({@code offset}); null reads it from end to end
 */
public record Paging(
        Kind kind,
        @Nullable String send,
        @Nullable String next,
        @Nullable String size,
        int limit,
        @Nullable String total,
        @Nullable String more,
        @Nullable String end,
        int first,
        @Nullable Slices slices) {
    /** What stands between the begin of a slice and the count of records in it, and between the size of pages and a count of them. */
    private static final String IN = "/";

    /**
     * {@code none}: one page; {@code token}: an opaque position from the answer; {@code offset}: a running count of records;
     * {@code page}: one of pages; {@code last}: the id of the last record of the page before; {@code least}: the least id of it; {@code link}: the address in the
     * {@code Link} header; {@code next_url}: one in the body.
     */
    public enum Kind {
        NONE,
        TOKEN,
        OFFSET,
        PAGE,
        LAST,
        LEAST,
        LINK,
        NEXT_URL
    }

    /** One page. */
    public static final Paging NONE = new Paging(Kind.NONE, null, null, null, 0, null);

    /** Paging without a flag. */
    public Paging(
            Kind kind,
            @Nullable String send,
            @Nullable String next,
            @Nullable String size,
            int limit,
            @Nullable String total) {
        this(kind, send, next, size, limit, total, null, null, 1);
    }

    /** Paging of lists that are not sliced. */
    public Paging(
            Kind kind,
            @Nullable String send,
            @Nullable String next,
            @Nullable String size,
            int limit,
            @Nullable String total,
            @Nullable String more,
            @Nullable String end,
            int first) {
        this(kind, send, next, size, limit, total, more, end, first, null);
    }

    /** The position of so many records behind the begin of the slice that another position is in. */
    public static String within(@Nullable String position, long records) {
        return position == null || !position.contains(IN)
                ? Long.toString(records)
                : position.substring(0, position.lastIndexOf(IN) + 1) + records;
    }

    /** The position of so many records in the slice that another position is in, or of so many pages. */
    public String counted(@Nullable String position, long count) {
        return countsPages() ? limit + IN + count : within(position, count);
    }

    /** Whether a page begins where a position says: the number of a page says nothing among pages of another size. */
    public boolean leadsTo(String position) {
        return !countsPages() || position.startsWith(limit + IN);
    }

    private boolean countsPages() {
        return kind == Kind.PAGE && size != null;
    }

    /** The position of the first record of a slice. */
    public static String slice(Instant from) {
        return from + IN + 0;
    }

    /** Where the slice begins that a position is in; null for the first one. */
    public static @Nullable Instant sliceOf(@Nullable String position) {
        return position == null || !position.contains(IN)
                ? null
                : Instant.parse(position.substring(0, position.lastIndexOf(IN)));
    }

    /** How many records of its slice, or how many pages, come before a position. */
    public static long count(String position) {
        return Long.parseLong(position.substring(position.lastIndexOf(IN) + 1));
    }

    /** The same with other pages. */
    public Paging of(int size) {
        return new Paging(kind, send, next, this.size, size, total, more, end, first, slices);
    }

    /** Whether a position is the id of a record. */
    public boolean byId() {
        return kind == Kind.LAST || kind == Kind.LEAST;
    }

    /** Whether a position is the whole address of a page. */
    public boolean byAddress() {
        return kind == Kind.LINK || kind == Kind.NEXT_URL;
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
        if (send != null && (position != null || kind == Kind.PAGE)) {
            parts.put(send, sent(position));
        }
        return parts;
    }

    private Object sent(@Nullable String position) {
        if (position == null) {
            return (long) first;
        }
        return kind == Kind.OFFSET || kind == Kind.PAGE ? (Object) count(position) : position;
    }
}
