package io.bactrian.connection;

import org.apache.camel.builder.RouteBuilder;

/** What is done at a connection about its failures. */
public final class ConnectionRecoveryRoutes extends RouteBuilder {
    @Override
    public void configure() {
        from("direct:recover-refresh-token")
                .routeId("recover-refresh-token")
                .routeDescription("Takes up the credential that was renewed, and lets the run under way go on with it")
                .routeConfigurationId("flow-failures")
                .bean("connectionRecovery", "refresh")
                .id("recover-refresh-token-take")
                .filter(simple("${body} == true && ${exchangeProperty.run} != null"))
                .id("recover-refresh-token-under-way")
                .to("direct:recover-now")
                .id("recover-refresh-token-go-on")
                .end();

        from("direct:recover-pause")
                .routeId("recover-pause")
                .routeDescription("Leaves a connection alone until a person has acted, and ends its run")
                .routeConfigurationId("flow-failures")
                .bean("connectionRecovery", "pause")
                .id("recover-pause-leave");
    }
}
