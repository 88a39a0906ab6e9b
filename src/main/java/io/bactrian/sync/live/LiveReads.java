package io.bactrian.sync.live;

import io.bactrian.connection.ConnectionRegistry;
import io.bactrian.failure.Classification;
import io.bactrian.failure.Failure;
import io.bactrian.failure.FailureCategory;
import io.bactrian.failure.Recovery;
import io.bactrian.failure.ToolFailure;
import io.bactrian.outbound.Destination;
import io.bactrian.sync.Page;
import io.bactrian.sync.Walk;
import io.bactrian.sync.WalkFactory;
import io.bactrian.sync.live.RecordLook.Found;
import io.bactrian.sync.mirror.Mirror;
import io.bactrian.sync.mirror.MirroredRecord;
import io.bactrian.tool.StreamDeclaration;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.jspecify.annotations.Nullable;

/** The steps of reading one record live: ask the tool as the census would, hold the answer against the copy, store nothing. */
public final class LiveReads {
    private static final String READ = "read";

    private final ConnectionRegistry connections;
    private final LookUps lookUps;
    private final Mirror mirror;
    private final MeterRegistry meters;
    private final Clock clock;

    public LiveReads(
            ConnectionRegistry connections, WalkFactory factory, Mirror mirror, MeterRegistry meters, Clock clock) {
        this.connections = connections;
        this.lookUps = new LookUps(factory);
        this.mirror = mirror;
        this.meters = meters;
        this.clock = clock;
    }

    /** Finds how the tool is asked; throws {@link NotAskedFor} when it cannot be. */
    public LiveRead open(@Body LiveRequest request) throws ToolFailure {
        Destination destination = connections.refresh(request.integrationId()).once();
        StreamDeclaration stream = LookUps.stream(destination.tool(), request.stream());
        String id = request.externalId();
        RecordLook look = new RecordLook(stream, id, copy(request));
        Walk walk = lookUps.walk(destination, stream, look, id);
        LookUps.check(destination.tool(), stream, id, look.copy());
        return new LiveRead(request, walk, look, clock.instant());
    }

    private @Nullable MirroredRecord copy(LiveRequest request) {
        return mirror.find(request.integrationId(), request.stream(), request.externalId())
                .orElse(null);
    }

    /** The page of the one request, for the route that every page goes through. */
    public Page ask(@ExchangeProperty(READ) LiveRead read) {
        return read.walk().next();
    }

    /** What was found, or the copy; a failure of the category not found when the tool has no such record. */
    public LiveRecord tell(@ExchangeProperty(READ) LiveRead read) throws ToolFailure {
        LiveRecord copy = read.copied();
        LiveRecord record = copy == null ? found(read) : copy;
        meters.counter("bactrian_live_reads", "answer", record.fresh().word()).increment();
        return record;
    }

    private static LiveRecord found(LiveRead read) throws ToolFailure {
        Found found = read.look().found();
        if (found == null) {
            throw missing(read);
        }
        return LiveRecord.live(read.request(), found, read.look().copy(), read.askedAt());
    }

    private static ToolFailure missing(LiveRead read) {
        String missed = read.look().missed();
        MirroredRecord copy = read.look().copy();
        String stored =
                copy == null ? "none is stored" : "it is stored as " + copy.absence() + " since " + copy.syncedAt();
        return ToolFailure.of(
                FailureCategory.NOT_FOUND,
                "the tool shows no record of " + read.getStream() + " by the id " + read.getExternalId()
                        + (missed.isEmpty() ? "" : ": " + missed) + "; " + stored);
    }

    /** What kept the tool from telling. */
    public Throwable cause(@ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Throwable thrown) {
        return Classification.of(thrown);
    }

    /** Has the copy answer, where that is what is done about the failure; else it is the caller's, unless it is an answer. */
    public void unanswered(
            @ExchangeProperty(READ) LiveRead read,
            @ExchangeProperty("failure") Failure failure,
            @ExchangeProperty("recovery") Recovery recovery)
            throws ToolFailure {
        if (failure.category() == FailureCategory.NOT_FOUND) {
            return;
        }
        MirroredRecord copy = read.look().copy();
        // Who asks for one record does not wait as a run does.
        boolean mayDo = recovery instanceof Recovery.LocalCopy || recovery instanceof Recovery.Wait;
        if (copy == null || !mayDo) {
            throw failure.cause();
        }
        read.copied(LiveRecord.copy(copy, failure.cause(), read.askedAt(), clock.instant()));
    }

    /** Gives back what the page held that was not kept. */
    public void close(@ExchangeProperty(READ) LiveRead read) throws ToolFailure {
        read.walk().finish();
    }
}
