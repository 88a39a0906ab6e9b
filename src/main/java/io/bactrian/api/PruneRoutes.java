package io.bactrian.api;

import org.apache.camel.builder.RouteBuilder;

/** When what callers left behind is forgotten. */
public final class PruneRoutes extends RouteBuilder {
    @Override
    public void configure() {
        from("quartz://access/prune?trigger.repeatInterval=3600000&trigger.repeatCount=-1")
                .routeId("access-prune")
                .routeDescription("Forgets sessions that are over and answers that are older than a day")
                .routeConfigurationId("flow-failures")
                .bean("sessions", "prune")
                .id("access-prune-sessions")
                .bean("answers", "prune")
                .id("access-prune-answers");
    }
}
