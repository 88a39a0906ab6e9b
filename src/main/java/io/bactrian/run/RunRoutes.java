package io.bactrian.run;

import org.apache.camel.builder.RouteBuilder;

/** When runs begin: on request at once, otherwise by a tick that asks the database for what is due. */
public final class RunRoutes extends RouteBuilder {
    @Override
    public void configure() {
        from("quartz://run/tick?trigger.repeatInterval={{run.tick-interval-millis}}&trigger.repeatCount=-1")
                .routeId("run-tick")
                .autoStartup(false)
                .routeDescription("Queues the syncs that are due and has begun every run that nobody holds")
                .routeConfigurationId("flow-failures")
                .to("direct:run-queue")
                .id("run-tick-queue")
                .to("direct:run-start")
                .id("run-tick-start");

        from("direct:run-queue")
                .routeId("run-queue")
                .routeDescription("Queues the syncs that are due and says when they will be due again")
                .routeConfigurationId("flow-failures")
                .bean("schedule", "queueDue")
                .id("run-queue-due");

        from("direct:run-start")
                .routeId("run-start")
                .routeDescription("Wakes a worker of each kind; a wake-up too many is as good as none")
                .routeConfigurationId("flow-failures")
                .to("seda:run-work?discardWhenFull=true&waitForTaskToComplete=Never")
                .id("run-start-work")
                .to("seda:run-requested?discardWhenFull=true&waitForTaskToComplete=Never")
                .id("run-start-requested");

        worker("run-work", 4, "next", "Works on runs, a few at a time, away from the threads that asked for them");
        worker(
                "run-requested",
                2,
                "nextRequested",
                "Is kept free for what persons ask for while long runs are under way");

        from("quartz://run/leases?trigger.repeatInterval={{run.lease-renewal-millis}}&trigger.repeatCount=-1")
                .routeId("run-leases")
                .autoStartup(false)
                .routeDescription(
                        "Renews the leases of the runs under way, passes on requests to cancel, gives up what hangs")
                .routeConfigurationId("flow-failures")
                .bean("runs", "renew")
                .id("run-leases-renew")
                .split(method("stalls", "stalled"))
                .id("run-leases-stalled")
                .to("direct:run-give-up")
                .id("run-leases-give-up")
                .end();

        from("direct:run-give-up")
                .routeId("run-give-up")
                .routeDescription(
                        "Lets go of a run that hangs, so that it is taken up where it is, and records the failure")
                .routeConfigurationId("flow-failures")
                .setProperty("run", body())
                .id("run-give-up-run")
                .setHeader("X-Bactrian-Tool", simple("${body.tool}"))
                .id("run-give-up-tool")
                .bean("stalls", "giveUp")
                .id("run-give-up-abandon")
                .to("direct:handle-integration-failure")
                .id("run-give-up-record");
    }

    /** Who finds a run wakes the next worker before he begins, and looks again afterwards. */
    private void worker(String id, int workers, String next, String description) {
        String wake = "seda:" + id + "?discardWhenFull=true&waitForTaskToComplete=Never";
        // A stop waits for an idle consumer as long as that polls.
        from("seda:" + id + "?size=" + workers + "&concurrentConsumers=" + workers + "&pollTimeout=50")
                .routeId(id)
                .routeDescription(description)
                .routeConfigurationId("flow-failures")
                .bean("runQueue", next)
                .id(id + "-take")
                .filter(body().isNotNull())
                .id(id + "-taken")
                .to(wake)
                .id(id + "-wake")
                .setProperty("operation", method("runs", "operation"))
                .id(id + "-operation")
                .toD("direct:${exchangeProperty.operation}")
                .id(id + "-do")
                .to(wake)
                .id(id + "-again")
                .end();
    }
}
