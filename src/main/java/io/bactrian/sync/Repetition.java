package io.bactrian.sync;

import org.jspecify.annotations.Nullable;

/** Notices that a series goes in circles, however wide, in constant memory: it is compared with an ever later mark (Brent). */
final class Repetition {
    private @Nullable Object last;
    private @Nullable Object mark;
    private long steps;
    private long until = 1;

    /** Whether the next element of the series has been there before. */
    boolean noticedAt(Object next) {
        boolean noticed = next.equals(last) || next.equals(mark);
        last = next;
        if (++steps == until) {
            mark = next;
            steps = 0;
            until *= 2;
        }
        return noticed;
    }
}
