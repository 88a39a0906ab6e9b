package io.bactrian.sync.live;

import io.bactrian.sync.Walk;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A record that is being asked for. */
public final class LiveRead {
    private final LiveRequest request;
    private final Walk walk;
    private final RecordLook look;
    private final Instant askedAt;
    private @Nullable LiveRecord copied;

    LiveRead(LiveRequest request, Walk walk, RecordLook look, Instant askedAt) {
        this.request = request;
        this.walk = walk;
        this.look = look;
        this.askedAt = askedAt;
    }

    /** Its id, for the routes' expressions. */
    public String getExternalId() {
        return request.externalId();
    }

    /** Name of its stream, for the routes' expressions. */
    public String getStream() {
        return request.stream();
    }

    LiveRequest request() {
        return request;
    }

    Walk walk() {
        return walk;
    }

    RecordLook look() {
        return look;
    }

    Instant askedAt() {
        return askedAt;
    }

    void copied(LiveRecord copy) {
        copied = copy;
    }

    /** The copy, when it is the answer. */
    @Nullable
    LiveRecord copied() {
        return copied;
    }
}
