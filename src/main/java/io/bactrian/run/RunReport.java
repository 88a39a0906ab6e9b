package io.bactrian.run;

import io.bactrian.consistency.Certificate;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A run as it is stored and shown. */
public record RunReport(
        UUID id,
        UUID integrationId,
        RunKind kind,
        RunMode mode,
        RunState state,
        @Nullable RunOutcome outcome,
        @Nullable FailureReport failure,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable Instant dueAt,
        List<StreamReport> streams,
        @Nullable Certificate certificate,
        List<TimelineEntry> timeline) {
    /** The failure that ended or delays a run. */
    public record FailureReport(String category, String message, String wayOut) {}
}
