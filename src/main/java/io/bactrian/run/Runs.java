package io.bactrian.run;

import io.bactrian.connection.ConnectionRegistry;
import io.bactrian.consistency.Gap;
import io.bactrian.failure.Classification;
import io.bactrian.failure.ToolFailure;
import io.bactrian.outbound.Destination;
import io.bactrian.run.Run.Yield;
import io.bactrian.run.RunRepository.Orders;
import io.bactrian.store.Alongside;
import io.bactrian.store.Lease;
import io.bactrian.store.LeaseLost;
import io.bactrian.store.Leases;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The life of runs: requested, claimed under a lease, noted step by step, and ended with what they proved. */
public final class Runs {
    private final Jdbi jdbi;
    private final RunRepository repository;
    private final Leases leases;
    private final Gaps gaps;
    private final ConnectionRegistry connections;
    private final Outdated outdated;
    private final RunEnds ends;
    private final RunWaiters waiters;
    private final Confirmations confirmations;
    private final RunSettings settings;
    private final Map<UUID, Run> active = new ConcurrentHashMap<>();
    private final RunGate gate = new RunGate(active.values());
    private volatile boolean stopping;

    public Runs(Jdbi jdbi, Leases leases, ConnectionRegistry connections, RunSettings settings, Clock clock) {
        this.jdbi = jdbi;
        this.repository = new RunRepository(jdbi);
        this.leases = leases;
        this.gaps = new Gaps(jdbi);
        this.connections = connections;
        this.outdated = new Outdated(jdbi, leases);
        this.ends = new RunEnds(jdbi, leases, connections, clock);
        this.waiters = new RunWaiters(repository, clock);
        this.confirmations = new Confirmations(jdbi);
        this.settings = settings;
    }

    /** Queues a run, or finds the one that is already under way. */
    public UUID request(Wanted wanted, Alongside alongside) {
        return repository.request(wanted, alongside);
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
        if (stopping || stored == null || active.containsKey(runId)) {
            return null;
        }
        Lease lease = leases.take(stored.integrationId(), settings.holder(), settings.leaseTime())
                .orElse(null);
        return lease == null ? null : begin(stored, lease);
    }

    /** Nobody would end a run that did not begin, nor give its lease back. */
    private @Nullable Run begin(RunRepository.Stored stored, Lease lease) {
        boolean begun = false;
        try {
            Run run = start(stored, lease);
            begun = run != null;
            return run;
        } catch (ToolFailure e) {
            ends.refuse(stored.id(), lease, e);
            return null;
        } finally {
            if (!begun) {
                leases.release(lease);
            }
        }
    }

    private @Nullable Run start(RunRepository.Stored stored, Lease lease) throws ToolFailure {
        Orders orders = repository.orders(stored.id()).orElse(null);
        if (orders == null) {
            return null;
        }
        Destination destination = connections.refresh(stored.integrationId());
        if (!repository.started(stored.id())) {
            return null;
        }
        Run run = new Run(
                stored.id(),
                RunKind.of(stored.kind()),
                RunMode.of(stored.mode()),
                stored.streams(),
                stored.sample(),
                lease,
                destination,
                orders.configuredAt(),
                gate.revision(destination.tool().name()));
        outdated.reopen(run, stored.dueAt());
        note(run, stored.startedAt() == null ? "started" : "resumed", null, goesBy(run));
        active.put(run.id(), run);
        gate.pass(run);
        if (stopping) {
            run.yield(new Yield.Stopped());
        }
        return run;
    }

    private String goesBy(Run run) {
        return "lease epoch " + run.lease().epoch() + ", routes revision " + run.revision();
    }

    /** Where runs can be made to rest while that is exchanged which they go by. */
    public RunGate gate() {
        return gate;
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

    /** Lets whoever asks next take a run up where it is; whatever still works on it can write nothing from then on. */
    void abandon(Run run) {
        run.yield(new Yield.LeaseLost());
        active.remove(run.id(), run);
        leases.release(run.lease());
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
        run.progressed();
        repository.note(run.id(), step, stream, detail);
    }

    /** The same in the transaction that makes it so. */
    public void note(Handle handle, Run run, String step, @Nullable String stream, @Nullable String detail) {
        run.progressed();
        repository.note(handle, run.id(), step, stream, detail);
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
        FailureLog.of(run, stream, failure, thrown);
        run.failed(failure);
        note(run, "failed", stream, failure.category().word() + ": " + failure.getMessage());
        if (run.yielded() instanceof Yield.Waiting) {
            // No gap: the run will look at the stream when the wait is over.
            return;
        }
        if (Yield.Failed.isDue(failure)) {
            run.yield(new Yield.Failed(failure));
        }
        gap(run, stream, new Gap(failure.category().word(), 1, String.valueOf(failure.getMessage())));
    }

    /** The runs under way in this process. */
    Collection<Run> underWay() {
        return active.values();
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
        ToolFailure failure = Classification.of(thrown);
        FailureLog.broke(run, failure, thrown);
        run.yield(new Yield.Failed(failure));
    }

    /** Ends the run, or lets it wait, as what happened in it says; gives the lease back. */
    public void end(@Body Run run) {
        try {
            ends.end(run);
        } finally {
            active.remove(run.id(), run);
            leases.release(run.lease());
            waiters.ended();
        }
    }

    /** Waits until a run is over, at most as long as given, unless too many wait already. */
    public void awaitEnd(UUID runId, Duration atMost) {
        waiters.awaitEnd(runId, atMost);
    }

    /** Waits until a run has ended here, a second at most; tells whether it may be waited on. */
    boolean awaitSomeEnd() {
        return waiters.awaitSomeEnd();
    }

    /** Answers what a run asks, so that it goes on; false when it asks nothing. */
    public boolean confirm(UUID runId, boolean accepted, Alongside alongside) {
        boolean answered = confirmations.answer(runId, accepted, alongside);
        if (answered) {
            repository.note(runId, accepted ? "accepted" : "refused", null, null);
        }
        return answered;
    }

    /** Asks a run to end at its next page. */
    public void cancel(UUID runId, Alongside alongside) {
        repository.cancel(runId, alongside);
        Run run = active.get(runId);
        if (run != null) {
            run.yield(new Yield.Cancelled());
        }
    }

    /** Asks all runs to end at their next page, to be taken up by whoever starts next; none begins nor is waited for. */
    public void stop() {
        stopping = true;
        waiters.stop();
        active.values().forEach(run -> run.yield(new Yield.Stopped()));
    }

    public boolean hasActive() {
        return !active.isEmpty();
    }
}
