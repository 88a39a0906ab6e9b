package io.bactrian.connection;

import org.apache.camel.builder.RouteBuilder;

/** How an account is connected, whatever the tool. */
public final class ConnectionRoutes extends RouteBuilder {
    @Override
    public void configure() {
        from("direct:connect-to-tool")
                .routeId("connect-to-tool")
                .routeDescription("Checks what was asked for, lets the tool's own flow try it, and stores what worked")
                .routeConfigurationId("flow-failures")
                .bean("connections", "check")
                .id("connect-to-tool-check")
                .to("direct:connect-attempt")
                .id("connect-to-tool-attempt")
                .bean("connections", "store")
                .id("connect-to-tool-store");

        from("direct:connect-attempt")
                .routeId("connect-attempt")
                .routeDescription(
                        "Tries a connection before anything is stored, and leaves nothing behind when it fails")
                .routeConfigurationId("flow-failures")
                .setProperty("attempt", body())
                .id("connect-attempt-remember")
                .setProperty("connectionId", simple("${body.id}"))
                .id("connect-attempt-name")
                .doTry()
                .id("connect-attempt-try")
                .bean("connections", "enter")
                .id("connect-attempt-enter")
                .toD("direct:${exchangeProperty.attempt.tool}-connect")
                .id("connect-attempt-tool")
                .doCatch(Exception.class)
                .id("connect-attempt-failed")
                .bean("connections", "abandon")
                .id("connect-attempt-abandon")
                .end();

        from("direct:connect-later")
                .routeId("connect-later")
                .routeDescription("Stores an integration without a call to the tool")
                .routeConfigurationId("flow-failures")
                .bean("connections", "check")
                .id("connect-later-check")
                .bean("connections", "storeDisconnected")
                .id("connect-later-store");
    }
}
