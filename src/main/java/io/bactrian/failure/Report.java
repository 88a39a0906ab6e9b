package io.bactrian.failure;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An error reported from outside, and what it is about. */
public record Report(
        ReportedError error,
        @Nullable UUID integrationId,
        @Nullable String tool,
        @Nullable String stream,
        @Nullable String externalId) {

    /** Reads reported errors as their tool would have them read. */
    @FunctionalInterface
    public interface Reading {
        ToolFailure read(Report report);
    }
}
