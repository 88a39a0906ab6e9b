package io.bactrian.tool;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How records are fetched by id, to complete a census and to compare a sample.
 *
 * @param batch how many ids one request may name
 * @param items pointer to the records in the answer; an id that is not among them was not found
 * @param parent pointer to the parent's id in a record, for one that is embedded elsewhere, or of which a feed tells without saying what
 *     it was listed for; null where neither is
 * @param paging how the rest is asked for, where one answer may not hold all that was found
 * @param gone statuses, besides those of every tool, by which it says that it has no such record
 */
public record ByIds(
        RequestTemplate request,
        int batch,
        String items,
        @Nullable String parent,
        Paging paging,
        Set<Integer> gone) {}
