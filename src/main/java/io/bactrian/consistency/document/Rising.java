package io.bactrian.consistency.document;

import io.bactrian.consistency.document.Alignment.Pair;
import java.util.LinkedList;
import java.util.List;

/** Finds the most pairs that stand in the same order on both sides. */
final class Rising {
    private Rising() {}

    /** @param pairs by their local place; the longest series in which the other place rises too, by patience sorting */
    static List<Pair> longest(List<Pair> pairs) {
        int[] lastOfLength = new int[pairs.size()];
        int[] before = new int[pairs.size()];
        int length = 0;
        for (int i = 0; i < before.length; i++) {
            int at = firstNotBelow(pairs, lastOfLength, length, pairs.get(i).external());
            before[i] = at == 0 ? -1 : lastOfLength[at - 1];
            lastOfLength[at] = i;
            length = Math.max(length, at + 1);
        }
        LinkedList<Pair> longest = new LinkedList<>();
        for (int i = length == 0 ? -1 : lastOfLength[length - 1]; i >= 0; i = before[i]) {
            longest.addFirst(pairs.get(i));
        }
        return longest;
    }

    private static int firstNotBelow(List<Pair> pairs, int[] lastOfLength, int length, int external) {
        int low = 0;
        int high = length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (pairs.get(lastOfLength[middle]).external() < external) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
