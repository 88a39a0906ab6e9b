package io.bactrian.api.server;

import io.vertx.core.Vertx;
import org.apache.camel.component.platform.http.main.MainHttpServer;
import org.apache.camel.spi.Registry;

/** The server of the interface, with a Vert.x of its own that is guarded: Camel takes the one that the registry holds. */
final class EdgeServer extends MainHttpServer {
    private static final String BOUND = "guarded";

    private final GuardedVertx vertx;

    EdgeServer(Edge edge) {
        vertx = new GuardedVertx(edge);
    }

    @Override
    protected void doInit() throws Exception {
        Registry registry = getCamelContext().getRegistry();
        registry.bind(BOUND, Vertx.class, vertx);
        try {
            super.doInit();
        } finally {
            // The server of health and metrics has threads of its own.
            registry.unbind(BOUND);
        }
    }

    @Override
    protected void doShutdown() throws Exception {
        super.doShutdown();
        vertx.close();
    }
}
