package io.bactrian.health;

import org.apache.camel.builder.RouteBuilder;

/** When connections are checked, and where the result goes. */
public final class HealthRoutes extends RouteBuilder {
    private static final String CLAIM_DUE = """
            update bactrian.integrations
            set health_due_at = now() + interval '{{health.interval-millis}} milliseconds'
            where id in (
                select id from bactrian.integrations
                where health_due_at <= now() and status in ('connected', 'failing', 'reauthorize')
                order by health_due_at limit 100 for update skip locked)
            returning id::text as id
            """;

    @Override
    public void configure() {
        from("quartz://health/tick?trigger.repeatInterval={{health.tick-millis}}&trigger.repeatCount=-1")
                .routeId("health-tick")
                .autoStartup(false)
                .routeDescription("Claims the connections whose check is due and checks each")
                .routeConfigurationId("flow-failures")
                .setBody(constant(CLAIM_DUE))
                .to("jdbc:database")
                .id("health-tick-claim")
                .split(body())
                .id("health-tick-each")
                .to("direct:check-health")
                .id("health-tick-check")
                .end();

        from("direct:check-health")
                .routeId("check-health")
                .routeDescription("Lets the tool's own flow probe one connection and keeps what it found, good or bad")
                .routeConfigurationId("flow-failures")
                .bean("healthChecks", "connection")
                .id("check-health-connection")
                .doTry()
                .id("check-health-try")
                .toD("direct:${exchangeProperty.tool}-health")
                .id("check-health-probe")
                .doCatch(Exception.class)
                .id("check-health-failed")
                .bean("healthChecks", "failed")
                .id("check-health-result")
                .end()
                .bean("healthChecks", "keep")
                .id("check-health-keep");
    }
}
