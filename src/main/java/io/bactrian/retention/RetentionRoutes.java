package io.bactrian.retention;

import org.apache.camel.builder.RouteBuilder;

/** When what has been kept for long enough is removed. */
public final class RetentionRoutes extends RouteBuilder {
    @Override
    public void configure() {
        from("quartz://retention/tick?trigger.repeatInterval={{retention.tick-millis}}&trigger.repeatCount=-1")
                .routeId("retention-tick")
                .autoStartup(false)
                .routeDescription("Removes from each table that grows what has been kept for long enough")
                .routeConfigurationId("flow-failures")
                .bean("retention", "pruneRuns")
                .id("retention-tick-runs")
                .bean("retention", "pruneFailures")
                .id("retention-tick-failures")
                .bean("retention", "pruneEvents")
                .id("retention-tick-events")
                .bean("retention", "pruneInconsistencies")
                .id("retention-tick-inconsistencies")
                .bean("retention", "pruneHealthChecks")
                .id("retention-tick-health-checks")
                .bean("retention", "pruneHealthRollups")
                .id("retention-tick-health-rollups")
                .bean("retention", "pruneUsage")
                .id("retention-tick-usage");
    }
}
