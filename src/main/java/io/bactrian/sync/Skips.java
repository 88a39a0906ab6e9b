package io.bactrian.sync;

import io.bactrian.failure.ToolFailure;

/** Decides whether a walk goes on behind a batch that was refused, and notes what that means. */
@FunctionalInterface
public interface Skips {
    Skips NONE = (batch, failure) -> false;

    boolean isSkipped(Batch batch, ToolFailure failure);
}
