package io.bactrian.failure;

import org.jspecify.annotations.Nullable;

/**
 * A failure, what was decided about it, and what became of that.
 *
 * @param acted whether the decision was carried out
 * @param recovered whether what had failed was found to go well again
 * @param localCopy what is stored of the record that could not be read, with its age
 */
public record Handled(
        Failure failure,
        Recovery recovery,
        boolean acted,
        boolean recovered,
        @Nullable Object localCopy) {}
