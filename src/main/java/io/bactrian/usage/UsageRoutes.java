package io.bactrian.usage;

import org.apache.camel.builder.RouteBuilder;

/** When usage is written down, and when it is summed up. */
public final class UsageRoutes extends RouteBuilder {
    @Override
    public void configure() {
        from("quartz://usage/write?trigger.repeatInterval=10000&trigger.repeatCount=-1")
                .routeId("usage-write")
                .autoStartup(false)
                .routeDescription("Writes down the requests that were counted since the last time")
                .routeConfigurationId("flow-failures")
                .bean("traffic", "write")
                .id("usage-write-counted");

        from("quartz://usage/sum?trigger.repeatInterval=300000&trigger.repeatCount=-1")
                .routeId("usage-sum")
                .autoStartup(false)
                .routeDescription("Sums up what was used of one day, tool and integration")
                .routeConfigurationId("flow-failures")
                .bean("usageSums", "sumUp")
                .id("usage-sum-up");
    }
}
