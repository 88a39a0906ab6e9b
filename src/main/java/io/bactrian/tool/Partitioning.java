package io.bactrian.tool;

import java.util.Map;

/**
 * A stream of which each record of another stream has a list of its own. The request holds {@code {parent}}, the parent's id, and
 * {@code {<stream>}}, the id of the ancestor of that stream.
 *
 * @param of the parent's stream
 * @param values what else the request and the fields may hold of the parent: name to pointer into the parent's record
 * @param idsPerParent whether the tool's ids are unique within their parent only; the parent's id is put before them then
 * @param shared whether a record may be in the lists of several parents: it is one record then, and of none of them
 */
public record Partitioning(String of, Map<String, String> values, boolean idsPerParent, boolean shared) {}
