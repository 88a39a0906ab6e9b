package io.bactrian.tool;

import java.util.List;
import java.util.Map;

/**
 * What the records of a stream tell of the records of other streams.
 *
 * @param kept whether they are kept themselves
 * @param tells the streams they tell of
 */
public record Feed(boolean kept, Map<String, Tells> tells) {
    /**
     * How a record tells of one of another stream.
     *
     * @param ids pointers to the other's id; the first that leads to a value counts
     * @param when pointers to what must stand in a record that tells of such a record; empty: anything
     * @param deleted pointers to what stands in a record that says that the other was deleted; empty: none says so
     */
    public record Tells(List<String> ids, Map<String, List<String>> when, Map<String, List<String>> deleted) {}
}
