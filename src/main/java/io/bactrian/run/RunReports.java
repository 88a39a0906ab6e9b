package io.bactrian.run;

import io.bactrian.access.Caller;
import io.bactrian.consistency.Certificate;
import io.bactrian.store.ListPosition;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** What is told of runs, whoever does them. */
public final class RunReports {
    private final RunRepository repository;

    public RunReports(Jdbi jdbi) {
        this.repository = new RunRepository(jdbi);
    }

    public Optional<RunReport> find(UUID runId) {
        return repository.find(runId).map(stored -> summary(stored).with(repository.timeline(runId)));
    }

    /** What the caller may see, newest first, those after a position; null filters match any. */
    public List<RunSummary> list(
            Caller caller,
            @Nullable UUID integrationId,
            @Nullable String kind,
            @Nullable String outcome,
            int limit,
            @Nullable ListPosition after) {
        return repository.list(new RunRepository.Filter(integrationId, kind, outcome), caller, limit, after).stream()
                .map(RunReports::summary)
                .toList();
    }

    private static RunSummary summary(RunRepository.Stored stored) {
        StreamReport[] streams = RunRepository.read(stored.streamReports(), StreamReport[].class);
        return new RunSummary(
                stored.id(),
                stored.integrationId(),
                RunKind.of(stored.kind()),
                RunMode.of(stored.mode()),
                RunState.of(stored.state()),
                stored.outcome() == null ? null : RunOutcome.of(stored.outcome()),
                RunRepository.read(stored.failure(), RunReport.FailureReport.class),
                stored.createdAt(),
                stored.startedAt(),
                stored.endedAt(),
                stored.dueAt(),
                streams == null ? List.of() : List.of(streams),
                RunRepository.read(stored.certificate(), Certificate.class));
    }
}
