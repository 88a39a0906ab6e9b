package io.bactrian.sync.cursor;

import java.time.Duration;
import java.time.Instant;

/**
 * How late a tool shows changes, as runs have seen it.
 *
 * @param seen by how much a change came after the reading that should have brought it
 */
public record Lag(Duration seen) {
    /** What comes later than this is not late but was let in, moved or restored. */
    private static final Duration MOST = Duration.ofHours(1);

    private static final int FADING = 50;

    public static final Lag NONE = new Lag(Duration.ZERO);

    /** What to allow for: the next change may come later than the latest that was seen. */
    public Duration allowance() {
        return seen.multipliedBy(2);
    }

    /**
     * The lag when something new turned up.
     *
     * @param begunAt when the reading began that should have brought it
     * @param changedAt when it was changed
     */
    public Lag after(Instant begunAt, Instant changedAt) {
        Duration late = Duration.between(changedAt, begunAt);
        return late.compareTo(seen) > 0 && late.compareTo(MOST) <= 0 ? new Lag(late) : this;
    }

    /** A tool that was slow once need not stay so. */
    public Lag faded() {
        return new Lag(seen.minus(seen.dividedBy(FADING)));
    }
}
