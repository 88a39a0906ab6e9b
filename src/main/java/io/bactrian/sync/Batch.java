package io.bactrian.sync;

import io.bactrian.sync.cursor.Mark;
import java.util.List;
import java.util.Map;

/**
 * One series of pages with the same request: a walk over a list has one batch, a walk over ids or parents one per request.
 *
 * @param values put into the request, for instance {@code parent}
 * @param ids what the request names, as {@code {ids}} and {@code {parents}}; empty for a list
 * @param parent external id of the record that all records of the answer are children of; empty when they are none's
 * @param mark how far the partition has been read before
 */
public record Batch(Map<String, String> values, List<String> ids, String parent, Mark mark) {
    /** A series of records by their ids. */
    public Batch(Map<String, String> values, List<String> ids, String parent) {
        this(values, ids, parent, Mark.NONE);
    }

    /** A series of children of one parent, or of records without one. */
    public Batch(Map<String, String> values, List<String> ids) {
        this(values, ids, values.getOrDefault("parent", ""));
    }

    /** The one batch of a walk over a list. */
    public static Batch list(Map<String, String> values) {
        return list(values, Mark.NONE);
    }

    /** The same for what is new behind a mark. */
    static Batch list(Map<String, String> values, Mark mark) {
        return new Batch(Map.copyOf(values), List.of(), "", mark);
    }
}
