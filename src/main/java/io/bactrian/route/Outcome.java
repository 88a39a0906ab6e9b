package io.bactrian.route;

import org.jspecify.annotations.Nullable;

/**
 * What became of a change.
 *
 * @param revision as it was noted; null when what it concerns was busy and nothing was decided
 * @param message what to tell about it
 */
public record Outcome(Change change, @Nullable Revision revision, String message) {
    boolean isLive() {
        return revision != null && revision.verdict().equals(Revision.LIVE);
    }

    boolean isBusy() {
        return revision == null;
    }
}
