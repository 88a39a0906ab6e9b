package io.bactrian.consistency.document;

import com.fasterxml.jackson.databind.JsonNode;
import io.bactrian.consistency.document.Alignment.Pair;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Aligns arrays whose order matters: equal elements at both ends and, between them, those that occur once on each side hold
 * their places; what lies between these is paired by its place. Takes n log n steps.
 */
final class Sequence {
    private final long[] locals;
    private final long[] externals;
    private final List<Pair> pairs = new ArrayList<>();

    Sequence(JsonNode local, JsonNode external, Rules rules, Fingerprints fingerprints) {
        locals = hashes(local, rules, fingerprints);
        externals = hashes(external, rules, fingerprints);
    }

    private static long[] hashes(JsonNode array, Rules rules, Fingerprints fingerprints) {
        long[] hashes = new long[array.size()];
        for (int i = 0; i < hashes.length; i++) {
            hashes[i] = rules.isIgnored() ? 0 : fingerprints.of(array.get(i), rules);
        }
        return hashes;
    }

    Alignment align() {
        if (!Arrays.equals(locals, externals) && Arrays.equals(sorted(locals), sorted(externals))) {
            pairEqual();
            return new Alignment(pairs, true);
        }
        int from = equalFrom(0, locals.length, 0, externals.length);
        int tail = equalBefore(from, locals.length, from, externals.length);
        pairRun(0, 0, from);
        int local = from;
        int external = from;
        for (Pair fixed : fixed(from, locals.length - tail, externals.length - tail)) {
            gap(local, fixed.local(), external, fixed.external());
            pairs.add(fixed);
            local = fixed.local() + 1;
            external = fixed.external() + 1;
        }
        gap(local, locals.length - tail, external, externals.length - tail);
        pairRun(locals.length - tail, externals.length - tail, tail);
        return new Alignment(pairs, false);
    }

    private static long[] sorted(long[] hashes) {
        long[] sorted = hashes.clone();
        Arrays.sort(sorted);
        return sorted;
    }

    private void pairEqual() {
        Map<Long, Deque<Integer>> places = new HashMap<>();
        for (int i = 0; i < externals.length; i++) {
            places.computeIfAbsent(externals[i], hash -> new ArrayDeque<>()).add(i);
        }
        for (int i = 0; i < locals.length; i++) {
            pairs.add(new Pair(
                    i, places.getOrDefault(locals[i], new ArrayDeque<>()).remove()));
        }
    }

    private void gap(int local, int localEnd, int external, int externalEnd) {
        int head = equalFrom(local, localEnd, external, externalEnd);
        int tail = equalBefore(local + head, localEnd, external + head, externalEnd);
        pairRun(local, external, head);
        int left = localEnd - tail - local;
        int right = externalEnd - tail - external;
        for (int i = head; i < Math.max(left, right); i++) {
            pairs.add(new Pair(i < left ? local + i : -1, i < right ? external + i : -1));
        }
        pairRun(localEnd - tail, externalEnd - tail, tail);
    }

    private void pairRun(int local, int external, int count) {
        for (int i = 0; i < count; i++) {
            pairs.add(new Pair(local + i, external + i));
        }
    }

    private int equalFrom(int local, int localEnd, int external, int externalEnd) {
        int count = 0;
        while (local + count < localEnd
                && external + count < externalEnd
                && locals[local + count] == externals[external + count]) {
            count++;
        }
        return count;
    }

    private int equalBefore(int local, int localEnd, int external, int externalEnd) {
        int count = 0;
        while (localEnd - count > local
                && externalEnd - count > external
                && locals[localEnd - count - 1] == externals[externalEnd - count - 1]) {
            count++;
        }
        return count;
    }

    /** The longest series of elements that occur once on each side and in the same order. */
    private List<Pair> fixed(int from, int localEnd, int externalEnd) {
        Map<Long, Integer> once = once(externals, from, externalEnd);
        List<Pair> candidates = new ArrayList<>();
        once(locals, from, localEnd).forEach((hash, place) -> {
            if (once.containsKey(hash)) {
                candidates.add(new Pair(place, once.getOrDefault(hash, -1)));
            }
        });
        candidates.sort((one, other) -> Integer.compare(one.local(), other.local()));
        return Rising.longest(candidates);
    }

    private static Map<Long, Integer> once(long[] hashes, int from, int to) {
        Map<Long, Integer> places = new HashMap<>();
        for (int i = from; i < to; i++) {
            places.merge(hashes[i], i, (first, second) -> -1);
        }
        places.values().removeIf(place -> place < 0);
        return places;
    }
}
