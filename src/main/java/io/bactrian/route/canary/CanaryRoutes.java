package io.bactrian.route.canary;

import org.apache.camel.builder.RouteBuilder;

/** How a version of a file is tried on one live page. */
public final class CanaryRoutes extends RouteBuilder {
    /** Whoever sends a request there gets a page. */
    public static final String LOOK = "direct:route-look";

    @Override
    public void configure() {
        from(LOOK)
                .routeId("route-look")
                .routeDescription("Reads one page by a version that does not run, maps it and stores nothing")
                .routeConfigurationId("flow-failures")
                .bean("canary", "open")
                .id("route-look-open")
                .setProperty("look", body())
                .id("route-look-remember")
                .doTry()
                .id("route-look-try")
                .bean("canary", "ask")
                .id("route-look-ask")
                .bean("canary", "tell")
                .id("route-look-tell")
                .doFinally()
                .id("route-look-finally")
                .bean("canary", "close")
                .id("route-look-close")
                .end();
    }
}
