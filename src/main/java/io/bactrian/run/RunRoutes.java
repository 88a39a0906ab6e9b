package io.bactrian.run;

import org.apache.camel.builder.RouteBuilder;

/** When runs begin: on request at once, otherwise by a tick that asks the database for what is due. */
public final class RunRoutes extends RouteBuilder {
    private static final String DUE = """
            select r.id::text as id from bactrian.runs r
            left join bactrian.leases l on l.integration_id = r.integration_id and l.expires_at > now()
            where l.integration_id is null
                and (r.state in ('queued', 'running') or (r.state = 'waiting' and r.due_at <= now()))
            order by r.created_at limit 100
            """;
    private static final String DUE_INTEGRATIONS = """
            select id::text as id from bactrian.integrations
            where next_sync_at <= now() and status in ('connected', 'failing') limit 100
            """;

    @Override
    public void configure() {
        from("quartz://run/tick?trigger.repeatInterval={{run.tick-interval-millis}}&trigger.repeatCount=-1")
                .routeId("run-tick")
                .autoStartup(false)
                .routeDescription("Queues the syncs that are due and starts every run that nobody holds")
                .routeConfigurationId("flow-failures")
                .to("direct:run-queue")
                .id("run-tick-queue")
                .to("direct:run-start")
                .id("run-tick-start");

        from("direct:run-queue")
                .routeId("run-queue")
                .routeDescription("Queues the syncs that are due")
                .routeConfigurationId("flow-failures")
                .setBody(constant(DUE_INTEGRATIONS))
                .to("jdbc:database?useHeadersAsParameters=false")
                .id("run-queue-integrations")
                .split(body())
                .id("run-queue-integration")
                .bean("runs", "queueSync")
                .id("run-queue-sync")
                .end();

        from("direct:run-start")
                .routeId("run-start")
                .routeDescription("Starts every run that nobody holds")
                .routeConfigurationId("flow-failures")
                .setBody(constant(DUE))
                .to("jdbc:database?useHeadersAsParameters=false")
                .id("run-start-runs")
                .split(body())
                .id("run-start-run")
                .setBody(simple("${body[id]}"))
                .to("seda:run-work?discardWhenFull=true")
                .id("run-start-work")
                .end();

        from("seda:run-work?concurrentConsumers=4&size=200")
                .routeId("run-work")
                .routeDescription("Works on runs, a few at a time, away from the threads that asked for them")
                .routeConfigurationId("flow-failures")
                .to("direct:sync-data")
                .id("run-work-sync");

        from("quartz://run/leases?trigger.repeatInterval={{run.lease-renewal-millis}}&trigger.repeatCount=-1")
                .routeId("run-leases")
                .autoStartup(false)
                .routeDescription("Renews the leases of the runs under way and passes on requests to cancel")
                .routeConfigurationId("flow-failures")
                .bean("runs", "renew")
                .id("run-leases-renew");
    }
}
