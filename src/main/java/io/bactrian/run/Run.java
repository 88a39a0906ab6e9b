package io.bactrian.run;

import io.bactrian.failure.Act;
import io.bactrian.failure.FailureCategory;
import io.bactrian.failure.Scope;
import io.bactrian.failure.ToolFailure;
import io.bactrian.failure.Undertaking;
import io.bactrian.outbound.Destination;
import io.bactrian.store.Lease;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A run under way: what it may write, where it calls, and whether it has to stop at the next page. */
public final class Run implements Undertaking {
    /** No lease ever has it, so that every commit under it is refused. */
    private static final long NO_EPOCH = -1;

    private final UUID id;
    private final RunKind kind;
    private final RunMode mode;
    private final List<String> streams;
    private final @Nullable Integer sample;
    private final Lease lease;
    private final UUID connectionId;
    private final Destination destination;
    private final Instant configuredAt;
    private final long revision;
    private final AtomicReference<@Nullable Yield> yield = new AtomicReference<>();
    private final AtomicReference<@Nullable ToolFailure> unanswered = new AtomicReference<>();
    private final AtomicLong signs = new AtomicLong();
    private volatile @Nullable Instant answeredAt;

    Run(
            UUID id,
            RunKind kind,
            RunMode mode,
            List<String> streams,
            @Nullable Integer sample,
            Lease lease,
            Destination destination,
            Instant configuredAt,
            long revision) {
        this(id, kind, mode, streams, sample, lease, lease.integrationId(), destination, configuredAt, revision);
    }

    private Run(
            UUID id,
            RunKind kind,
            RunMode mode,
            List<String> streams,
            @Nullable Integer sample,
            Lease lease,
            UUID connectionId,
            Destination destination,
            Instant configuredAt,
            long revision) {
        this.id = id;
        this.kind = kind;
        this.mode = mode;
        this.streams = List.copyOf(streams);
        this.sample = sample;
        this.lease = lease;
        this.connectionId = connectionId;
        this.destination = destination;
        this.configuredAt = configuredAt;
        this.revision = revision;
    }

    /**
     * A run that is nowhere noted and may write nothing, for a look at what another version of the flows would read.
     *
     * @param connectionId the connection that its calls go by, beside the integration's own
     */
    public static Run unstored(Destination destination, UUID connectionId) {
        Lease none = new Lease(destination.connectionId(), NO_EPOCH, "nobody");
        return new Run(
                UUID.randomUUID(),
                RunKind.SYNC,
                RunMode.FULL,
                List.of(),
                null,
                none,
                connectionId,
                destination,
                Instant.EPOCH,
                0);
    }

    @Override
    public UUID id() {
        return id;
    }

    @Override
    public UUID integrationId() {
        return lease.integrationId();
    }

    /** The connection that calls go by. */
    public UUID connectionId() {
        return connectionId;
    }

    public RunKind kind() {
        return kind;
    }

    public RunMode mode() {
        return mode;
    }

    /** How many records of each stream a sample compares; null when nobody said. */
    public @Nullable Integer sample() {
        return sample;
    }

    public Lease lease() {
        return lease;
    }

    public Destination destination() {
        return destination;
    }

    /** Name of the tool, for the routes' expressions. */
    public String getTool() {
        return destination.tool().name();
    }

    /** What the run is to read of a stream, as a text that is equal while it is the same. */
    String wanted(String stream) {
        return destination.tool().wanted(stream);
    }

    /** Version of the integration that the run goes by. */
    Instant configuredAt() {
        return configuredAt;
    }

    /** Number of the newest revision of what the run goes by; empty when there is none. */
    public String revision() {
        return revision == 0 ? "" : Long.toString(revision);
    }

    List<String> streams() {
        return streams;
    }

    public boolean concerns(String stream) {
        return streams.isEmpty() || streams.contains(stream);
    }

    /** Asks the run to end at its next page; the first reason stays. */
    public void yield(Yield reason) {
        yield.compareAndSet(null, reason);
    }

    public boolean mustYield() {
        return yield.get() != null;
    }

    /** Why the run has to end early; null when it does not. */
    public @Nullable Yield yielded() {
        return yield.get();
    }

    /**
     * Notes that the tool answered a call as it should.
     *
     * @param askedAt when it was asked, by its own clock
     */
    public void answered(Instant askedAt) {
        answeredAt = askedAt;
        progressed();
    }

    /** When the tool was asked last, by its own clock; null when it has not answered yet. */
    public @Nullable Instant answeredAt() {
        return answeredAt;
    }

    @Override
    public void progressed() {
        signs.incrementAndGet();
    }

    /** Grows with each sign of progress. */
    long signs() {
        return signs.get();
    }

    boolean wasAnswered() {
        return answeredAt != null;
    }

    /** Notes a failure that did not end the run; the first one counts. */
    void failed(ToolFailure failure) {
        unanswered.compareAndSet(null, failure);
    }

    /** What went wrong first in a run that was not answered once; null when it was, or when it asked nothing. */
    @Nullable
    ToolFailure unanswered() {
        return wasAnswered() ? null : unanswered.get();
    }

    @Override
    public String toString() {
        return "run " + id;
    }

    /** Why a run ends before its work is done. */
    public sealed interface Yield {
        /** A person asked for it. */
        record Cancelled() implements Yield {}

        /** A person paused the integration; the run goes on when he resumes it. */
        record Paused() implements Yield {}

        /** The integration was changed; the run goes on as it says now. */
        record Reconfigured() implements Yield {}

        /** What the run is in, or goes by, is exchanged; it goes on by the new one. */
        record Rerouted() implements Yield {}

        /** The service stops; whoever starts next takes the run up where it is. */
        record Stopped() implements Yield {}

        /** Another holder writes this integration now. */
        record LeaseLost() implements Yield {}

        /** The tool asked to be left alone for longer than a call may wait. */
        record Waiting(Instant until, ToolFailure failure) implements Yield {}

        /** More has vanished than is believed without a person; the run goes on when one has answered. */
        record Asking() implements Yield {}

        /** Nothing more can be read. */
        record Failed(ToolFailure failure) implements Yield {
            /** What concerns the whole connection and does not pass, the next stream will meet too. */
            static boolean isDue(ToolFailure failure) {
                boolean lasting = failure.category() == FailureCategory.STORAGE
                        || !failure.category().isRepeated();
                return failure.act() == Act.STOP || (lasting && failure.scope() == Scope.CONNECTION);
            }
        }
    }
}
