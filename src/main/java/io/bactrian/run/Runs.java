package io.bactrian.run;

import io.bactrian.access.Caller;
import io.bactrian.connection.ConnectionRegistry;
import io.bactrian.consistency.Certificate;
import io.bactrian.consistency.Gap;
import io.bactrian.consistency.StreamCertificate;
import io.bactrian.failure.Act;
import io.bactrian.failure.Classification;
import io.bactrian.failure.FailureCategory;
import io.bactrian.failure.RecoveredFailures;
import io.bactrian.failure.Scope;
import io.bactrian.failure.ToolFailure;
import io.bactrian.outbound.Destination;
import io.bactrian.run.Run.Yield;
import io.bactrian.run.RunRepository.Orders;
import io.bactrian.store.Alongside;
import io.bactrian.store.Lease;
import io.bactrian.store.LeaseLost;
import io.bactrian.store.Leases;
import io.bactrian.store.ListPosition;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The life of runs: requested, claimed under a lease, noted step by step, and ended with what they proved. */
public final class Runs {
    private static final Logger LOG = LoggerFactory.getLogger(Runs.class);

    private final Jdbi jdbi;
    private final RunRepository repository;
    private final Leases leases;
    private final Gaps gaps;
    private final ConnectionRegistry connections;
    private final Certificates certificates;
    private final RunSettings settings;
    private final Clock clock;
    private final Map<UUID, Run> active = new ConcurrentHashMap<>();
    private final Object ended = new Object();
    private volatile boolean stopping;

    public Runs(Jdbi jdbi, Leases leases, ConnectionRegistry connections, RunSettings settings, Clock clock) {
        this.jdbi = jdbi;
        this.repository = new RunRepository(jdbi);
        this.leases = leases;
        this.gaps = new Gaps(jdbi);
        this.connections = connections;
        this.certificates = new Certificates(jdbi, clock);
        this.settings = settings;
        this.clock = clock;
    }

    /** Queues a run, or finds the one that is already under way. */
    public RunReport request(Wanted wanted, Alongside alongside) {
        return report(repository.request(wanted, alongside)).orElseThrow();
    }

    /** Name of the route that does the run. */
    public String operation(@Body String id) {
        RunKind kind = repository
                .find(UUID.fromString(id))
                .map(stored -> RunKind.of(stored.kind()))
                .orElse(RunKind.SYNC);
        return switch (kind) {
            case SYNC -> "sync-data";
            case HEALTH -> "check-health";
            case VALIDATION -> "validate-data-consistency";
            case REPAIR -> "repair-data";
        };
    }

    /** Takes a run up under a new lease; null when it is not to be done any more or someone else does it. */
    public @Nullable Run begin(@Body String id) {
        UUID runId = UUID.fromString(id);
        RunRepository.Stored stored = repository.find(runId).orElse(null);
        Orders orders = repository.orders(runId).orElse(null);
        if (stopping || stored == null || orders == null || !isDue(stored) || active.containsKey(runId)) {
            return null;
        }
        Destination destination;
        try {
            destination = connections.refresh(stored.integrationId());
        } catch (ToolFailure e) {
            jdbi.useTransaction(
                    handle -> repository.ended(handle, runId, RunState.FINISHED, RunOutcome.FAILED, null, report(e)));
            return null;
        }
        Lease lease = leases.take(stored.integrationId(), settings.holder(), settings.leaseTime())
                .orElse(null);
        if (lease == null) {
            return null;
        }
        Run run = new Run(
                runId,
                RunKind.of(stored.kind()),
                RunMode.of(stored.mode()),
                stored.streams(),
                stored.sample(),
                lease,
                destination,
                orders.configuredAt());
        try {
            if (!repository.started(runId)) {
                leases.release(lease);
                return null;
            }
            note(run, stored.startedAt() == null ? "started" : "resumed", null, "lease epoch " + lease.epoch());
        } catch (RuntimeException e) {
            // Nobody would end a run that did not begin, nor give its lease back.
            leases.release(lease);
            throw e;
        }
        active.put(runId, run);
        return run;
    }

    /** A run that waits is not taken up earlier because somebody asks for it. */
    private boolean isDue(RunRepository.Stored run) {
        return run.endedAt() == null && (run.dueAt() == null || !run.dueAt().isAfter(clock.instant()));
    }

    /** Renews the leases of the runs under way and passes on what they are told from anywhere. */
    public void renew() {
        for (Run run : active.values()) {
            if (!leases.renew(run.lease(), settings.leaseTime())) {
                run.yield(new Yield.LeaseLost());
            }
            obey(run);
        }
    }

    /** Lets the runs of an integration that was changed hear of it at once. */
    public void follow(UUID integrationId) {
        active.values().stream()
                .filter(run -> run.integrationId().equals(integrationId))
                .forEach(this::obey);
    }

    private void obey(Run run) {
        Orders orders = repository.orders(run.id()).orElse(null);
        if (orders == null || orders.cancelRequested()) {
            run.yield(new Yield.Cancelled());
        } else if (orders.paused()) {
            run.yield(new Yield.Paused());
        } else if (!orders.configuredAt().equals(run.configuredAt())) {
            run.yield(new Yield.Reconfigured());
        }
    }

    /** Notes a step in the run's timeline. */
    public void note(Run run, String step, @Nullable String stream, @Nullable String detail) {
        repository.note(run.id(), step, stream, detail);
    }

    public boolean isStreamFinished(Run run, String stream) {
        return jdbi.withHandle(handle -> Progress.isFinished(handle, run.id(), stream));
    }

    /** Whether this run has already found out how a stream compares, before an interruption perhaps. */
    public boolean isStreamConcluded(Run run, String stream) {
        return jdbi.withHandle(handle -> Certificates.isKept(handle, run.id(), stream));
    }

    /** Names something the run did not look at. */
    public void gap(Run run, String stream, Gap gap) {
        gaps.add(run.id(), stream, gap);
    }

    /** Whether the run did not look at something of a stream. */
    public boolean hasGap(Run run, String stream) {
        return gaps.isAny(run.id(), stream);
    }

    /** Says what a failure of a stream means for its run, now that its recovery is decided: a gap, a wait, or the end. */
    public void failed(Run run, String stream, Throwable thrown) {
        if (Classification.find(thrown, LeaseLost.class).isPresent()) {
            run.yield(new Yield.LeaseLost());
            return;
        }
        ToolFailure failure = Classification.of(thrown);
        if (failure.category() == FailureCategory.UNEXPECTED) {
            LOG.error("{} failed on {} in a way nobody foresaw", run, stream, thrown);
        }
        note(run, "failed", stream, failure.category().word() + ": " + failure.getMessage());
        if (run.yielded() instanceof Yield.Waiting) {
            // No gap: the run will look at the stream when the wait is over.
            return;
        }
        if (endsRun(failure)) {
            run.yield(new Yield.Failed(failure));
        }
        gap(run, stream, new Gap(failure.category().word(), 1, String.valueOf(failure.getMessage())));
    }

    /** The run under way of an integration in this process; null when there is none. */
    @Nullable
    Run active(@Nullable UUID integrationId) {
        return active.values().stream()
                .filter(run -> run.integrationId().equals(integrationId))
                .findFirst()
                .orElse(null);
    }

    /** Ends a run whose flow broke outside of any stream. */
    public void broke(@ExchangeProperty("run") Run run, @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Exception thrown) {
        LOG.error("the flow of {} broke", run, thrown);
        run.yield(new Yield.Failed(Classification.of(thrown)));
    }

    /** What concerns the whole connection and does not pass, the next stream will meet too. */
    private static boolean endsRun(ToolFailure failure) {
        boolean lasting = failure.category() == FailureCategory.STORAGE
                || !failure.category().isRepeated();
        return failure.act() == Act.STOP || (lasting && failure.scope() == Scope.CONNECTION);
    }

    /** Ends the run, or lets it wait, as what happened in it says; gives the lease back. */
    public void end(@Body Run run) {
        Yield yielded = run.yielded();
        try {
            if (yielded == null) {
                conclude(run, null);
            } else if (yielded instanceof Yield.Failed failed) {
                conclude(run, failed.failure());
            } else if (yielded instanceof Yield.Cancelled) {
                finish(run, RunState.CANCELLED, null, null, null);
            } else if (yielded instanceof Yield.Waiting waiting) {
                postpone(run, RunState.WAITING, waiting.until(), waiting.failure());
            } else if (yielded instanceof Yield.Paused) {
                postpone(run, RunState.WAITING, null, null);
            } else if (yielded instanceof Yield.Stopped || yielded instanceof Yield.Reconfigured) {
                postpone(run, RunState.QUEUED, null, null);
            }
        } finally {
            active.remove(run.id());
            leases.release(run.lease());
            synchronized (ended) {
                ended.notifyAll();
            }
        }
    }

    /** Waits until a run is over, at most as long as given; tells how it stands then. */
    public RunReport awaitEnd(UUID runId, Duration atMost) {
        Instant until = clock.instant().plus(atMost);
        try {
            synchronized (ended) {
                while (isUnderWay(runId) && clock.instant().isBefore(until)) {
                    // Another process may do the run, so the database is asked now and then without being woken.
                    ended.wait(Math.min(
                            1000,
                            Math.max(1, Duration.between(clock.instant(), until).toMillis())));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return report(runId).orElseThrow();
    }

    /** Waits until a run has ended here, a second at most; tells whether it may be waited on. */
    boolean awaitSomeEnd() {
        try {
            synchronized (ended) {
                ended.wait(1000);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean isUnderWay(UUID runId) {
        return repository.find(runId).filter(run -> run.endedAt() == null).isPresent();
    }

    private void postpone(Run run, RunState state, @Nullable Instant dueAt, @Nullable ToolFailure why) {
        note(run, state.word(), null, dueAt == null ? null : "until " + dueAt);
        write(run, handle -> repository.postpone(handle, run.id(), state, dueAt, report(why)));
    }

    private void conclude(Run run, @Nullable ToolFailure failure) {
        Certificate certificate = certificates.issue(run);
        RunOutcome outcome = certificates.outcome(run, certificate, failure != null);
        finish(run, RunState.FINISHED, outcome, certificate, failure);
        if (run.kind() == RunKind.SYNC) {
            connections.synced(run.integrationId(), failure);
        } else if (failure != null) {
            connections.failed(run.integrationId(), failure);
        }
    }

    private void finish(
            Run run,
            RunState state,
            @Nullable RunOutcome outcome,
            @Nullable Certificate certificate,
            @Nullable ToolFailure failure) {
        note(run, state.word(), null, outcome == null ? null : outcome.word());
        write(run, handle -> {
            repository.ended(handle, run.id(), state, outcome, certificate, report(failure));
            if (certificate != null) {
                RecoveredFailures.byRun(handle, run.integrationId(), run.streams(), gapsOf(certificate));
            }
        });
    }

    private static List<String> gapsOf(Certificate certificate) {
        return certificate.streams().stream()
                .filter(stream -> !stream.gaps().isEmpty())
                .map(StreamCertificate::stream)
                .toList();
    }

    private void write(Run run, Alongside work) {
        jdbi.useTransaction(handle -> {
            work.write(handle);
            leases.check(handle, run.lease());
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

    /** Asks a run to end at its next page. */
    public Optional<RunReport> cancel(UUID runId, Alongside alongside) {
        repository.cancel(runId, alongside);
        Run run = active.get(runId);
        if (run != null) {
            run.yield(new Yield.Cancelled());
        }
        return report(runId);
    }

    /** Asks all runs to end at their next page, to be taken up by whoever starts next; none begins any more. */
    public void stop() {
        stopping = true;
        active.values().forEach(run -> run.yield(new Yield.Stopped()));
    }

    public boolean hasActive() {
        return !active.isEmpty();
    }

    public Optional<RunReport> report(UUID runId) {
        return repository.find(runId).map(this::report);
    }

    /** What the caller may see, newest first, those after a position; null filters match any. */
    public List<RunReport> list(
            Caller caller,
            @Nullable UUID integrationId,
            @Nullable String kind,
            @Nullable String outcome,
            int limit,
            @Nullable ListPosition after) {
        return repository.list(new RunRepository.Filter(integrationId, kind, outcome), caller, limit, after).stream()
                .map(this::report)
                .toList();
    }

    private RunReport report(RunRepository.Stored stored) {
        return new RunReport(
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
                repository.streams(stored.id()),
                RunRepository.read(stored.certificate(), Certificate.class),
                repository.timeline(stored.id()));
    }
}
