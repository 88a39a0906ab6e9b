package io.bactrian.consistency.document;

import java.util.List;
import java.util.Map;

/**
 * What counts as a difference. Pointers name places of both documents; a {@code *} step stands for every element of an array.
 *
 * @param ignore places that are not compared
 * @param nullIsAbsent whether a member that is null says the same as one that is not there
 * @param anyOrder whether the order of elements means nothing in any array
 * @param unordered arrays in which it means nothing
 * @param keys by the pointer of an array, where its elements hold what identifies them, such as {@code /accountId}
 */
public record ComparisonOptions(
        List<String> ignore, boolean nullIsAbsent, boolean anyOrder, List<String> unordered, Map<String, String> keys) {
    public static final ComparisonOptions STRICT = ignoring(List.of());

    public ComparisonOptions {
        ignore = List.copyOf(ignore);
        unordered = List.copyOf(unordered);
        keys = Map.copyOf(keys);
    }

    static ComparisonOptions ignoring(List<String> pointers) {
        return new ComparisonOptions(pointers, false, false, List.of(), Map.of());
    }
}
