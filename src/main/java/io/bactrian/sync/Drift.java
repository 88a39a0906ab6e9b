package io.bactrian.sync;

import org.jspecify.annotations.Nullable;

/**
 * Notices, by the total that a tool tells, that records were taken out of a list while it was counted through: others moved up then,
 * and one may have done so unseen, over the edge of a page. What it knows stands before the count in a position.
 */
final class Drift {
    private static final String IN = "/";
    private static final String SINCE = ":";

    /** How often the list was begun, and whether it moved whenever it was. */
    private enum Reading {
        FIRST,
        SECOND,
        MOVED
    }

    private long total;
    private Reading reading;

    private Drift(long total, Reading reading) {
        this.total = total;
        this.reading = reading;
    }

    /** What was known where the reading of a list was left off. */
    static Drift at(@Nullable String position) {
        String[] parts = position == null ? new String[0] : position.split(IN);
        if (parts.length < 2 || !parts[parts.length - 2].contains(SINCE)) {
            return new Drift(-1, Reading.FIRST);
        }
        String[] known = parts[parts.length - 2].split(SINCE);
        return new Drift(Long.parseLong(known[0]), Reading.valueOf(known[1]));
    }

    /** Takes what a page told; whether all that was read of the list is worth nothing, as records were taken out for the first time. */
    boolean isToBeginAgain(long told) {
        boolean hasShrunk = told < total;
        boolean isFirst = reading == Reading.FIRST;
        total = told;
        if (hasShrunk) {
            reading = isFirst ? Reading.SECOND : Reading.MOVED;
        }
        return hasShrunk && isFirst;
    }

    /** A position with what is known before its count. */
    String within(String position) {
        int count = position.lastIndexOf(IN) + 1;
        return position.substring(0, count) + total + SINCE + reading + IN + position.substring(count);
    }

    /** Whether nobody can say that every record was seen. */
    boolean hasMoved() {
        return reading == Reading.MOVED;
    }
}
