package io.bactrian.run;

import org.jspecify.annotations.Nullable;

/**
 * Records of one part of a stream that were not found any more.
 *
 * @param partition their project or parent; empty for those that have none
 * @param held how many are held as present, the vanished ones included
 * @param accepted what a person said about at least as many; null when nobody did
 */
public record Vanished(
        String partition,
        long vanished,
        long held,
        @Nullable Boolean accepted) {
    /** So many are believed, whatever share of what is held they are. */
    public static final long FEW = 20;

    private static final double SHARE = 0.2;

    /** Whether so many have vanished that it is not believed without a person. */
    public boolean isDoubtful() {
        return vanished > FEW && vanished > SHARE * held;
    }

    public boolean isToBeAsked() {
        return isDoubtful() && accepted == null;
    }

    public boolean isRefused() {
        return isDoubtful() && Boolean.FALSE.equals(accepted);
    }

    @Override
    public String toString() {
        return vanished + " of " + held + " records" + (partition.isEmpty() ? "" : " of " + partition) + " vanished";
    }
}
