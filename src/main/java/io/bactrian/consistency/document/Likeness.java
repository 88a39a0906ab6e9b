package io.bactrian.consistency.document;

import com.fasterxml.jackson.databind.JsonNode;
import io.bactrian.consistency.document.Alignment.Pair;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Aligns arrays whose order means nothing: equal elements first, then those that have the most leaves in common, then single
 * values, so that one changed element is one difference.
 */
final class Likeness {
    /** A leaf that many elements share tells none of them apart. */
    private static final int COMMON = 64;

    private final JsonNode local;
    private final JsonNode external;
    private final Rules rules;
    private final Fingerprints fingerprints;
    private final boolean isMerge;
    private final List<Pair> pairs = new ArrayList<>();
    private final Set<Integer> localsLeft = new LinkedHashSet<>();
    private final Set<Integer> externalsLeft = new LinkedHashSet<>();

    Likeness(JsonNode local, JsonNode external, Rules rules, Fingerprints fingerprints, boolean isMerge) {
        this.local = local;
        this.external = external;
        this.rules = rules;
        this.fingerprints = fingerprints;
        this.isMerge = isMerge;
    }

    Alignment align() {
        pairEqual();
        pairAlike();
        if (!isMerge) {
            pairSingle();
        }
        localsLeft.forEach(place -> pairs.add(new Pair(place, -1)));
        externalsLeft.forEach(place -> pairs.add(new Pair(-1, place)));
        return new Alignment(pairs, false);
    }

    private void pairEqual() {
        Map<Long, Deque<Integer>> places = new HashMap<>();
        for (int i = 0; i < external.size(); i++) {
            places.computeIfAbsent(hash(external, i), hash -> new ArrayDeque<>())
                    .add(i);
            externalsLeft.add(i);
        }
        for (int i = 0; i < local.size(); i++) {
            Deque<Integer> equal = places.get(hash(local, i));
            localsLeft.add(i);
            if (equal != null && !equal.isEmpty()) {
                pair(i, equal.remove());
            }
        }
    }

    private long hash(JsonNode array, int place) {
        return rules.isIgnored() ? 0 : fingerprints.of(array.get(place), rules);
    }

    private void pair(int localPlace, int externalPlace) {
        pairs.add(new Pair(localPlace, externalPlace));
        localsLeft.remove(localPlace);
        externalsLeft.remove(externalPlace);
    }

    private void pairAlike() {
        Map<Pair, Integer> shared = new HashMap<>();
        Map<Long, List<Integer>> locals = byLeaf(local, localsLeft);
        byLeaf(external, externalsLeft).forEach((leaf, theirs) -> {
            List<Integer> ours = locals.getOrDefault(leaf, List.of());
            if ((long) ours.size() * theirs.size() <= COMMON) {
                ours.forEach(our -> theirs.forEach(their -> shared.merge(new Pair(our, their), 1, Integer::sum)));
            }
        });
        shared.entrySet().stream()
                .sorted(Map.Entry.<Pair, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(entry -> entry.getKey().local())
                        .thenComparing(entry -> entry.getKey().external()))
                .map(Map.Entry::getKey)
                .toList()
                .forEach(this::pairIfLeft);
    }

    private void pairIfLeft(Pair pair) {
        if (localsLeft.contains(pair.local()) && externalsLeft.contains(pair.external())) {
            pair(pair.local(), pair.external());
        }
    }

    private Map<Long, List<Integer>> byLeaf(JsonNode array, Set<Integer> places) {
        Map<Long, List<Integer>> byLeaf = new HashMap<>();
        for (int place : places) {
            JsonNode element = array.get(place);
            if (element.isContainerNode()) {
                fingerprints.leaves(
                        element,
                        rules,
                        0,
                        leaf -> byLeaf.computeIfAbsent(leaf, l -> new ArrayList<>())
                                .add(place));
            }
        }
        return byLeaf;
    }

    private void pairSingle() {
        Deque<Integer> theirs = new ArrayDeque<>(single(external, externalsLeft));
        for (int our : single(local, localsLeft)) {
            if (theirs.isEmpty()) {
                return;
            }
            pair(our, theirs.remove());
        }
    }

    /** Values, and objects and arrays that hold just one. */
    private static List<Integer> single(JsonNode array, Set<Integer> places) {
        return places.stream()
                .filter(place -> array.get(place).isValueNode()
                        || (array.get(place).size() == 1
                                && array.get(place).elements().next().isValueNode()))
                .toList();
    }
}
