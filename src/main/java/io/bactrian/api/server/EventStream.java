package io.bactrian.api.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.bactrian.access.Caller;
import io.bactrian.api.request.Json;
import io.bactrian.event.Event;
import io.bactrian.event.EventPosition;
import io.bactrian.event.EventReader;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** One caller's stream of server-sent events. What he does not take stays in the log, not in memory. */
final class EventStream implements EventReader {
    /** Bytes that may wait for the caller before he is told no more for now. */
    private static final int WAITING = 64 * 1024;

    private static final Duration STANDING = Duration.ofSeconds(2);

    private final HttpServerResponse response;
    private final Wanted wanted;
    private final Duration heartbeat;
    private final BooleanSupplier standing;
    private final Clock clock;
    private volatile @Nullable Event reset;
    private Instant checkedAt;
    private Instant sentAt;
    private Instant takenAt;
    private volatile boolean begun;
    private volatile boolean over;

    /** @param standing whether the caller may still read */
    EventStream(HttpServerResponse response, Wanted wanted, Duration heartbeat, BooleanSupplier standing, Clock clock) {
        this.response = response;
        this.wanted = wanted;
        this.heartbeat = heartbeat;
        this.standing = standing;
        this.clock = clock;
        checkedAt = clock.instant();
        sentAt = checkedAt;
        takenAt = checkedAt;
    }

    /**
     * What a caller wants to be told.
     *
     * @param type all of it, or its first word; null for every type
     */
    record Wanted(
            Caller caller, @Nullable String type, @Nullable UUID integrationId) {
        boolean covers(Event event) {
            return caller.sees(event.projectId())
                    && (integrationId == null || integrationId.equals(event.integrationId()))
                    && (type == null
                            || event.type().equals(type)
                            || event.type().startsWith(type + "."));
        }
    }

    /** Lets the stream begin with word that the caller's place is lost, and where he is now. */
    void resetTo(EventPosition position) {
        reset = new Event(position, "stream.reset", null, null, "{}", clock.instant());
    }

    void begin() {
        response.closeHandler(gone -> over = true);
        response.exceptionHandler(broken -> over = true);
        response.setWriteQueueMaxSize(WAITING);
        response.setChunked(true)
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/event-stream;charset=utf-8")
                .putHeader("X-Accel-Buffering", "no");
        response.write(": follow with Last-Event-ID\nretry: 2000\n\n");
        Event lost = reset;
        if (lost != null) {
            send(text(lost));
        }
        over = response.closed();
        begun = true;
    }

    @Override
    public boolean isReady() {
        return begun && !over && !response.writeQueueFull();
    }

    @Override
    public boolean isOver() {
        return over;
    }

    @Override
    public void tell(Event event) {
        if (!over && wanted.covers(event)) {
            send(text(event));
        }
    }

    private static String text(Event event) {
        return "id: " + event.position() + "\nevent: " + event.type() + "\ndata: " + json(event) + "\n\n";
    }

    private static String json(Event event) {
        ObjectNode json = Json.mapper().createObjectNode();
        json.put("id", event.position().toString());
        json.put("type", event.type());
        json.put(
                "integrationId",
                event.integrationId() == null ? null : event.integrationId().toString());
        json.put("projectId", event.projectId());
        json.putRawValue("data", new RawValue(event.data()));
        json.set("at", Json.mapper().valueToTree(event.at()));
        return Json.write(json);
    }

    @Override
    public void look() {
        Instant now = clock.instant();
        if (!begun || over) {
            return;
        }
        if (checkedAt.plus(STANDING).isBefore(now)) {
            checkedAt = now;
            if (!standing.getAsBoolean()) {
                over = true;
                response.end();
                return;
            }
        }
        if (!response.writeQueueFull()) {
            takenAt = now;
            beat(now);
        } else if (takenAt.plus(heartbeat.multipliedBy(2)).isBefore(now)) {
            over = true;
            response.reset();
        }
    }

    private void beat(Instant now) {
        if (sentAt.plus(heartbeat).isBefore(now)) {
            send(": still here\n\n");
        }
    }

    private void send(String text) {
        sentAt = clock.instant();
        response.write(text);
    }
}
