package io.bactrian.run;

import org.apache.camel.builder.RouteBuilder;

/** What is done in a run about its failures. */
public final class RunRecoveryRoutes extends RouteBuilder {
    @Override
    public void configure() {
        from("quartz://run/retries?trigger.repeatInterval={{run.tick-interval-millis}}&trigger.repeatCount=-1")
                .routeId("run-retries")
                .autoStartup(false)
                .routeDescription("Queues the runs that read again what failed")
                .routeConfigurationId("flow-failures")
                .bean("runRecovery", "queueDue")
                .id("run-retries-queue");

        step("recover-wait", "Stores when the run goes on, and lets it end for now", "await");
        step("recover-now", "Lets the run end for now and go on at once", "goOnNow");
        step("recover-retry", "Has what failed read again when it may have passed", "retry");
    }

    private void step(String id, String description, String method) {
        from("direct:" + id)
                .routeId(id)
                .routeDescription(description)
                .routeConfigurationId("flow-failures")
                .bean("runRecovery", method)
                .id(id + "-act");
    }
}
