package io.bactrian.api.server;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Closes connections on which nothing is being answered for too long: nobody uses them, or the head of a request comes drop by
 * drop.
 */
final class IdleConnections implements Handler<HttpConnection> {
    private final Vertx vertx;
    private final Duration limit;
    private final Map<HttpConnection, Long> timers = new ConcurrentHashMap<>();

    IdleConnections(Vertx vertx, Duration limit) {
        this.vertx = vertx;
        this.limit = limit;
    }

    @Override
    public void handle(HttpConnection opened) {
        opened.closeHandler(closed -> stop(opened));
        start(opened);
    }

    /** An answer may take its time. */
    void answer(RoutingContext context) {
        HttpConnection connection = context.request().connection();
        stop(connection);
        context.addEndHandler(answered -> start(connection));
    }

    private void start(HttpConnection connection) {
        timers.put(connection, vertx.setTimer(limit.toMillis(), late -> {
            timers.remove(connection);
            connection.close();
        }));
    }

    private void stop(HttpConnection connection) {
        Long timer = timers.remove(connection);
        if (timer != null) {
            vertx.cancelTimer(timer);
        }
    }
}
