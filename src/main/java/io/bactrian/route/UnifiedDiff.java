package io.bactrian.route;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What differs between two versions of a file, in one hunk from the first line that does to the last. */
final class UnifiedDiff {
    private static final int CONTEXT = 3;
    /** Beyond that, what stands between is told as taken out and put in whole. */
    private static final int MOST_COMPARED = 4_000_000;

    private final List<String> before;
    private final List<String> after;
    private final int start;
    private final int beforeEnd;
    private final int afterEnd;

    private UnifiedDiff(List<String> before, List<String> after) {
        this.before = before;
        this.after = after;
        int same = 0;
        int shorter = Math.min(before.size(), after.size());
        while (same < shorter && before.get(same).equals(after.get(same))) {
            same++;
        }
        int tail = 0;
        while (tail < shorter - same
                && before.get(before.size() - 1 - tail).equals(after.get(after.size() - 1 - tail))) {
            tail++;
        }
        start = same;
        beforeEnd = before.size() - tail;
        afterEnd = after.size() - tail;
    }

    /** Empty when nothing differs. */
    static String of(String path, String before, String after) {
        if (before.equals(after)) {
            return "";
        }
        return "--- " + path + "\n+++ " + path + "\n"
                + new UnifiedDiff(before.lines().toList(), after.lines().toList()).hunk();
    }

    private String hunk() {
        int lead = Math.min(CONTEXT, start);
        int trail = Math.min(CONTEXT, before.size() - beforeEnd);
        List<String> lines = new ArrayList<>();
        before.subList(start - lead, start).forEach(line -> lines.add(" " + line));
        lines.addAll(middle());
        before.subList(beforeEnd, beforeEnd + trail).forEach(line -> lines.add(" " + line));
        return "@@ -" + range(start - lead, beforeEnd + trail) + " +" + range(start - lead, afterEnd + trail) + " @@\n"
                + String.join("\n", lines) + "\n";
    }

    private static String range(int from, int to) {
        return (to == from ? from : from + 1) + "," + (to - from);
    }

    private List<String> middle() {
        List<String> out = before.subList(start, beforeEnd);
        List<String> in = after.subList(start, afterEnd);
        List<String> lines = new ArrayList<>();
        if ((long) out.size() * in.size() > MOST_COMPARED) {
            out.forEach(line -> lines.add("-" + line));
            in.forEach(line -> lines.add("+" + line));
            return lines;
        }
        int[][] common = common(out, in);
        int left = 0;
        int right = 0;
        while (left < out.size() || right < in.size()) {
            if (left < out.size() && right < in.size() && out.get(left).equals(in.get(right))) {
                lines.add(" " + out.get(left++));
                right++;
            } else if (right == in.size()
                    || (left < out.size() && common[left + 1][right] >= common[left][right + 1])) {
                lines.add("-" + out.get(left++));
            } else {
                lines.add("+" + in.get(right++));
            }
        }
        return Collections.unmodifiableList(lines);
    }

    /** How many lines two ends have in common at most. */
    private static int[][] common(List<String> out, List<String> in) {
        int[][] common = new int[out.size() + 1][in.size() + 1];
        for (int left = out.size() - 1; left >= 0; left--) {
            for (int right = in.size() - 1; right >= 0; right--) {
                common[left][right] = out.get(left).equals(in.get(right))
                        ? common[left + 1][right + 1] + 1
                        : Math.max(common[left + 1][right], common[left][right + 1]);
            }
        }
        return common;
    }
}
