package io.bactrian.api.server;

import io.bactrian.access.Caller;
import io.bactrian.access.session.Standing;
import io.bactrian.api.request.Query;
import io.bactrian.event.EventFeed;
import io.bactrian.event.EventLog;
import io.bactrian.event.EventPosition;
import io.bactrian.event.EventSettings;
import io.bactrian.failure.FailureCategory;
import io.bactrian.operation.Rejected;
import io.bactrian.operation.Rejected.Mistake;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** {@code GET /events}: a route of the server itself, for an answer that does not end is none of a flow's business. */
public final class EventStreams {
    private static final String LAST_EVENT_ID = "Last-Event-ID";
    private static final Duration COME_AGAIN = Duration.ofSeconds(10);

    private final EventLog log;
    private final EventFeed feed;
    private final EventSettings settings;
    private final Standing standing;
    private final Clock clock;

    public EventStreams(EventLog log, EventFeed feed, EventSettings settings, Standing standing, Clock clock) {
        this.log = log;
        this.feed = feed;
        this.settings = settings;
        this.standing = standing;
        this.clock = clock;
    }

    void install(Router router, Problems problems) {
        router.get("/api/v1/events")
                .handler(context -> context.vertx()
                        .executeBlocking(() -> open(context), false)
                        .onFailure(cause -> problems.failed(context, cause))
                        .onSuccess(EventStream::begin));
    }

    /** Off the event loop, since it asks the database where the log ends. */
    private EventStream open(RoutingContext context) {
        JsonObject principal = context.user().principal();
        Caller caller = Caller.of(principal, Edge.request(context));
        String session = principal.getString("session");
        UUID sessionId = session == null ? null : UUID.fromString(session);
        Query query = Query.of(context.request().query(), Set.of("after", "type", "integrationId"));
        EventStream stream = new EventStream(
                context.response(),
                new EventStream.Wanted(caller, query.text("type"), query.id("integrationId")),
                settings.heartbeat(),
                () -> standing.isGood(caller.keyId(), sessionId),
                clock);
        EventPosition now = log.now();
        EventPosition after = after(context, query, now);
        // No id is given out of a transaction that may still be open: this one is of before a restore.
        boolean lost = after.compareTo(now) > 0;
        if (lost) {
            stream.resetTo(now);
        }
        if (!feed.add(stream, lost ? now : after)) {
            throw new Rejected(429, FailureCategory.RATE_LIMIT, "There are as many streams as are allowed.", List.of())
                    .wayOut("Close a stream, or raise events.most-streams.")
                    .retryAfter(COME_AGAIN);
        }
        return stream;
    }

    /** What a browser says by itself when it comes again goes before what its first request said. */
    private static EventPosition after(RoutingContext context, Query query, EventPosition now) {
        String last = context.request().getHeader(LAST_EVENT_ID);
        if (last != null) {
            return position(last, LAST_EVENT_ID);
        }
        String after = query.text("after");
        return after == null ? now : position(after, "?after");
    }

    private static EventPosition position(String text, String where) {
        return EventPosition.read(text)
                .orElseThrow(() -> new Rejected(
                        400,
                        FailureCategory.INVALID_DATA,
                        "The stream cannot go on from there.",
                        List.of(new Mistake(where, "is not the id of an event"))));
    }
}
