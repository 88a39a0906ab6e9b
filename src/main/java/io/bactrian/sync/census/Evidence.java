package io.bactrian.sync.census;

import java.util.List;

/**
 * What a tool told of records that it does not list, when it was asked for each by its id.
 *
 * @param refused ids that it refused to show
 * @param moved ids of records that it has, and that are of the stream no more
 */
public record Evidence(List<String> refused, List<String> moved) {
    /** What is said of a record that the tool refuses to show when it is asked for it by its id. */
    public static final String REFUSED = "the tool refuses to show it";

    static final Evidence NONE = new Evidence(List.of(), List.of());
}
