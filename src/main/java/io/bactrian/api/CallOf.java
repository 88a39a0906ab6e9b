package io.bactrian.api;

import io.bactrian.access.Caller;
import io.bactrian.api.server.Edge;
import io.vertx.ext.auth.User;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpConstants;

/** Notes on a call which operation it asks for and who asks, as the access handler found out. */
record CallOf(Operation operation) implements Processor {
    static final String CALLER = "caller";
    static final String OPERATION = "operation";
    static final String SESSION = "session";

    @Override
    public void process(Exchange exchange) {
        User user = exchange.getMessage().getHeader(VertxPlatformHttpConstants.AUTHENTICATED_USER, User.class);
        String request = exchange.getMessage().getHeader(Edge.REQUEST_ID, "unknown", String.class);
        exchange.setProperty(OPERATION, operation);
        exchange.setProperty(CALLER, Caller.of(user.principal(), request));
        exchange.setProperty(SESSION, SessionView.of(user.principal()).orElse(null));
    }
}
