package io.bactrian.api.server;

import io.bactrian.api.request.Json;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.AuthenticationHandler;
import io.vertx.ext.web.handler.HttpException;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What every request passes first: it gets an id, its answer the security headers, and then access is decided. */
public final class Edge implements AuthenticationHandler {
    /** Header with the id under which a request is logged. */
    public static final String REQUEST_ID = "X-Request-Id";

    private static final Pattern ACCEPTED_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private final AuthenticationHandler access;
    private final Problems problems;
    private final ServerSettings settings;
    private @Nullable IdleConnections idle;

    Edge(AuthenticationHandler access, Problems problems, ServerSettings settings) {
        this.access = access;
        this.problems = problems;
        this.settings = settings;
    }

    @Override
    public void handle(RoutingContext context) {
        identify(context);
        secure(context.response().headers());
        Objects.requireNonNull(idle, "no server is guarded").answer(context);
        limitBody(context);
        if (context.request().method().equals(HttpMethod.TRACE)) {
            problems.answer(context, problems.ofStatus(405, request(context)));
        } else if (isReadable(context)) {
            access.handle(context);
        } else {
            problems.answer(context, problems.ofStatus(400, request(context)));
        }
    }

    /** Asked here, since a route with a parameter in its path answers a broken query in its own words. */
    private static boolean isReadable(RoutingContext context) {
        try {
            return context.queryParams() != null;
        } catch (HttpException | IllegalArgumentException broken) {
            return false;
        }
    }

    /** The id under which the request is logged. */
    static String request(RoutingContext context) {
        String id = context.get(REQUEST_ID);
        return id == null ? "unknown" : id;
    }

    private static void identify(RoutingContext context) {
        String given = context.request().getHeader(REQUEST_ID);
        String id = given != null && ACCEPTED_ID.matcher(given).matches()
                ? given
                : UUID.randomUUID().toString();
        context.put(REQUEST_ID, id);
        context.request().headers().set(REQUEST_ID, id);
        context.response().putHeader(REQUEST_ID, id);
    }

    /** Who sends a body drop by drop is not waited for. */
    private void limitBody(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (request.getHeader(HttpHeaders.CONTENT_LENGTH) == null
                && request.getHeader(HttpHeaders.TRANSFER_ENCODING) == null) {
            return;
        }
        long timer = context.vertx().setTimer(settings.bodyTimeout().toMillis(), late -> {
            if (!request.isEnded()) {
                context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
                problems.answer(context, problems.ofStatus(408, request(context)));
                request.connection().close();
            }
        });
        context.addEndHandler(ended -> context.vertx().cancelTimer(timer));
    }

    /** What sees the connections of a server as they are opened. */
    Handler<HttpConnection> guard(Vertx vertx) {
        idle = new IdleConnections(vertx, settings.idleTimeout());
        return idle;
    }

    /** Answers what never becomes a request. */
    void refuse(HttpServerRequest broken) {
        Throwable cause = broken.decoderResult().cause();
        int status = cause instanceof TooLongHttpLineException
                ? 414
                : cause instanceof TooLongHttpHeaderException ? 431 : 400;
        String id = UUID.randomUUID().toString();
        secure(broken.response().headers());
        broken.response()
                .setStatusCode(status)
                .putHeader(REQUEST_ID, id)
                .putHeader(HttpHeaders.CONTENT_TYPE, Problems.MEDIA_TYPE)
                .end(Json.write(problems.ofStatus(status, id)))
                .onComplete(told -> broken.connection().close());
    }

    private void secure(MultiMap headers) {
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("X-Frame-Options", "DENY");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
        headers.set("Cross-Origin-Opener-Policy", "same-origin");
        headers.set("Cache-Control", "no-store");
        if (settings.https()) {
            headers.set("Strict-Transport-Security", "max-age=31536000");
        }
        headers.set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    }
}
