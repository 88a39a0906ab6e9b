package io.bactrian.simulate.jira;

import java.util.Locale;
import java.util.stream.Stream;

/** How many parts of each kind a prerendered issue has. */
public record Parts(int comments, int worklogs, int changes) {
    private static final int MOST = 20;

    public Parts {
        if (Stream.of(comments, worklogs, changes).anyMatch(count -> count < 0 || count > MOST)) {
            throw new IllegalArgumentException("an issue may have 0 to " + MOST + " parts of a kind");
        }
    }

    /** So many of each. */
    public static Parts each(int count) {
        return new Parts(count, count, count);
    }

    /** One number for all kinds, or three: {@code 3,2,5}. */
    public static Parts read(String text) {
        String[] counts = text.split(",", -1);
        if (counts.length == 1) {
            return each(Integer.parseInt(text));
        }
        if (counts.length != 3) {
            throw new IllegalArgumentException("parts are one number, or those of comments, worklogs and changes");
        }
        return new Parts(Integer.parseInt(counts[0]), Integer.parseInt(counts[1]), Integer.parseInt(counts[2]));
    }

    /** How many lists a tool would be asked for that asks for those of each kind. */
    public int kinds() {
        return (int) Stream.of(comments, worklogs, changes)
                .filter(count -> count > 0)
                .count();
    }

    /** As {@link #read} takes it. */
    @Override
    public String toString() {
        return comments + "," + worklogs + "," + changes;
    }

    public String inWords() {
        return String.format(Locale.ROOT, "%d comments, %d worklogs and %d changes", comments, worklogs, changes);
    }
}
