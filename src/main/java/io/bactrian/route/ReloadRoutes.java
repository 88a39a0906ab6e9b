package io.bactrian.route;

import io.bactrian.route.flow.BrokenFlow;
import org.apache.camel.builder.RouteBuilder;

/** How another version of a file comes in: one after the other, each from its check to its verdict. */
public final class ReloadRoutes extends RouteBuilder {
    /** Whoever sends a change there waits for its outcome, behind all others. */
    static final String CHANGE = "seda:route-change?waitForTaskToComplete=Always&timeout=0";

    @Override
    public void configure() {
        from("timer:route-watch?period={{routes.watch-millis}}&includeMetadata=false")
                .routeId("route-watch")
                .routeDescription("Looks for what was saved in the directory and has each change dealt with")
                .routeConfigurationId("flow-failures")
                .bean("routeWatch", "changes")
                .id("route-watch-look")
                .split(body())
                .id("route-watch-each")
                .to(CHANGE)
                .id("route-watch-change")
                .bean("routeWatch", "heard")
                .id("route-watch-heard")
                .end();

        // A stop waits for an idle consumer as long as that polls.
        from("seda:route-change?concurrentConsumers=1&pollTimeout=50")
                .routeId("route-change")
                .routeDescription("Gives each change of a file its verdict; whatever it is, the runs go on")
                .routeConfigurationId("flow-failures")
                .setProperty("change", body())
                .doTry()
                .id("route-change-try")
                .to("direct:route-exchange")
                .id("route-change-exchange")
                .doCatch(BrokenFlow.class)
                .bean("reload", "refuse")
                .id("route-change-refuse")
                .doCatch(RoutesBusy.class)
                .bean("reload", "postpone")
                .id("route-change-postpone")
                .end()
                .to("direct:run-start")
                .id("route-change-wake");

        from("direct:route-exchange")
                .routeId("route-exchange")
                .routeDescription("Checks a version of a file, builds it beside what runs and exchanges it")
                .routeConfigurationId("flow-failures")
                .bean("reload", "check")
                .id("route-exchange-check")
                .bean("reload", "dryRun")
                .id("route-exchange-build")
                .bean("reload", "exchange")
                .id("route-exchange-swap");
    }
}
