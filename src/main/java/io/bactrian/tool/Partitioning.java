package io.bactrian.tool;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A stream of which each record of another stream has a list of its own. The request holds {@code {parent}}, the parent's id, and
 * {@code {<stream>}}, the id of the ancestor of that stream.
 *
 * @param of the parent's stream
 * @param values what else the request and the fields may hold of the parent: name to pointer into the parent's record
 * @param idsPerParent whether the tool's ids are unique within their parent only; the parent's id is put before them then
 * @param and other streams whose records have such lists as well; the stream itself, where its records do
 * @param unless pointers to what stands in a record that has no list
 * @param changed whether a list is read again when its parent has changed
 * @param shared whether a record may be in the lists of several parents: it is one record then, and of none of them
 */
public record Partitioning(
        String of,
        List<String> and,
        Map<String, String> unless,
        boolean changed,
        Map<String, String> values,
        boolean idsPerParent,
        boolean shared) {
    /** The streams of whose records each has a list. */
    public List<String> parents() {
        List<String> parents = new ArrayList<>(and);
        parents.add(0, of);
        return parents;
    }

    /** Whether another stream is listed for each record of the same stream. */
    public boolean isOfTheSame(@Nullable Partitioning other) {
        return other != null && of.equals(other.of);
    }
}
