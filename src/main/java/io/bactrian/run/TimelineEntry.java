package io.bactrian.run;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One step of a run as it happened. */
public record TimelineEntry(
        Instant at,
        String step,
        @Nullable String stream,
        @Nullable String detail) {}
