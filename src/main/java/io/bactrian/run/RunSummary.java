package io.bactrian.run;

import io.bactrian.consistency.Certificate;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A run as lists show it: without its timeline, which may be long. */
public record RunSummary(
        UUID id,
        UUID integrationId,
        RunKind kind,
        RunMode mode,
        RunState state,
        @Nullable RunOutcome outcome,
        RunReport.@Nullable FailureReport failure,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable Instant dueAt,
        List<StreamReport> streams,
        @Nullable Certificate certificate) {
    RunReport with(List<TimelineEntry> timeline) {
        return new RunReport(
                id,
                integrationId,
                kind,
                mode,
                state,
                outcome,
                failure,
                createdAt,
                startedAt,
                endedAt,
                dueAt,
                streams,
                certificate,
                timeline);
    }
}
