package io.bactrian.run;

import io.bactrian.connection.ConnectionRegistry;
import io.bactrian.consistency.Certificate;
import io.bactrian.consistency.StreamCertificate;
import io.bactrian.failure.RecoveredFailures;
import io.bactrian.failure.ToolFailure;
import io.bactrian.run.Run.Yield;
import io.bactrian.store.Alongside;
import io.bactrian.store.Lease;
import io.bactrian.store.Leases;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** How runs end or are put off: written once, with what they proved, and only by whoever holds their lease. */
final class RunEnds {
    private final Jdbi jdbi;
    private final RunRepository repository;
    private final Leases leases;
    private final ConnectionRegistry connections;
    private final Certificates certificates;

    RunEnds(Jdbi jdbi, Leases leases, ConnectionRegistry connections, Clock clock) {
        this.jdbi = jdbi;
        this.repository = new RunRepository(jdbi);
        this.leases = leases;
        this.connections = connections;
        this.certificates = new Certificates(jdbi, clock);
    }

    /** Ends the run, or lets it wait, as what happened in it says. */
    void end(Run run) {
        Yield yielded = run.yielded();
        if (yielded == null) {
            conclude(run, null);
        } else if (yielded instanceof Yield.Failed failed) {
            conclude(run, failed.failure());
        } else if (yielded instanceof Yield.Cancelled) {
            finish(run, RunState.CANCELLED, null, null, null);
        } else if (yielded instanceof Yield.Waiting waiting) {
            postpone(run, RunState.WAITING, waiting.until(), waiting.failure());
        } else if (yielded instanceof Yield.Paused || yielded instanceof Yield.Asking) {
            postpone(run, RunState.WAITING, null, null);
        } else if (yielded instanceof Yield.Stopped
                || yielded instanceof Yield.Reconfigured
                || yielded instanceof Yield.Rerouted) {
            postpone(run, RunState.QUEUED, null, null);
        }
    }

    /** Ends a run that cannot begin. */
    void refuse(UUID runId, Lease lease, ToolFailure failure) {
        write(
                lease,
                handle -> repository.ended(handle, runId, RunState.FINISHED, RunOutcome.FAILED, null, report(failure)));
    }

    private void postpone(Run run, RunState state, @Nullable Instant dueAt, @Nullable ToolFailure why) {
        write(
                run.lease(),
                handle -> repository
                        .postpone(handle, run.id(), state, dueAt, report(why))
                        .ifPresent(put -> repository.note(
                                handle,
                                run.id(),
                                put.state(),
                                null,
                                put.dueAt() == null ? null : "until " + put.dueAt())));
    }

    private void conclude(Run run, @Nullable ToolFailure failure) {
        Certificate certificate = certificates.issue(run);
        RunOutcome outcome = certificates.outcome(run, certificate, failure != null);
        finish(run, RunState.FINISHED, outcome, certificate, failure);
        tell(run, failure == null ? run.unanswered() : failure);
    }

    /** What the run says about its connection: nothing when it had nothing to ask. */
    private void tell(Run run, @Nullable ToolFailure failure) {
        if (failure != null) {
            connections.failed(run.integrationId(), failure);
        } else if (run.kind() == RunKind.SYNC && run.wasAnswered()) {
            connections.answered(run.integrationId());
        }
        if (run.kind() == RunKind.SYNC) {
            connections.synced(run.integrationId());
        }
    }

    private void finish(
            Run run,
            RunState state,
            @Nullable RunOutcome outcome,
            @Nullable Certificate certificate,
            @Nullable ToolFailure failure) {
        write(run.lease(), handle -> {
            if (repository.ended(handle, run.id(), state, outcome, certificate, report(failure))) {
                repository.note(handle, run.id(), state.word(), null, outcome == null ? null : outcome.word());
                recover(handle, run, certificate);
            }
        });
    }

    private static void recover(Handle handle, Run run, @Nullable Certificate certificate) {
        if (certificate != null) {
            RecoveredFailures.byRun(handle, run.integrationId(), run.streams(), gapsOf(certificate));
        }
    }

    private static List<String> gapsOf(Certificate certificate) {
        return certificate.streams().stream()
                .filter(stream -> !stream.gaps().isEmpty())
                .map(StreamCertificate::stream)
                .toList();
    }

    private void write(Lease lease, Alongside work) {
        jdbi.useTransaction(handle -> {
            work.write(handle);
            leases.check(handle, lease);
        });
    }

    private static RunReport.@Nullable FailureReport report(@Nullable ToolFailure failure) {
        return failure == null
                ? null
                : new RunReport.FailureReport(
                        failure.category().word(),
                        String.valueOf(failure.getMessage()),
                        failure.category().wayOut());
    }
}
