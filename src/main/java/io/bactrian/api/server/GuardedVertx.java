package io.bactrian.api.server;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.impl.VertxWrapper;

/** Lets the edge look at a connection before there is a request, and at what is none: no route sees either. */
final class GuardedVertx extends VertxWrapper {
    private final Edge edge;

    GuardedVertx(Edge edge) {
        super((VertxInternal) Vertx.vertx());
        this.edge = edge;
    }

    @Override
    public HttpServer createHttpServer(HttpServerOptions options) {
        // With HTTP/2 in the clear a connection is told of only after the head of its first request.
        return super.createHttpServer(options.setHttp2ClearTextEnabled(false))
                .connectionHandler(edge.guard(delegate))
                .invalidRequestHandler(edge::refuse);
    }
}
