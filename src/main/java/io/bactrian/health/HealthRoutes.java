package io.bactrian.health;

import io.bactrian.connection.Probes;
import java.time.Duration;
import org.apache.camel.builder.RouteBuilder;

/** When connections are checked, and where the result goes. */
public final class HealthRoutes extends RouteBuilder {
    /** One that is still connecting when its check is due was left so by a process that ended, and is settled by it. */
    private static final String CLAIM_DUE = """
            update bactrian.integrations
            set health_due_at = now() + interval '{{health.interval-millis}} milliseconds'
            where id in (
                select id from bactrian.integrations
                where health_due_at <= now() and status in ('connecting', 'connected', 'failing', 'reauthorize')
                order by health_due_at limit 100 for update skip locked)
            returning id::text as id
            """;

    private final Duration deadline;

    /** @param deadline of one probe, however long the calls of its connection may take */
    public HealthRoutes(Duration deadline) {
        this.deadline = deadline;
    }

    @Override
    public void configure() {
        from("quartz://health/tick?trigger.repeatInterval={{health.tick-millis}}&trigger.repeatCount=-1")
                .routeId("health-tick")
                .autoStartup(false)
                .routeDescription("Has the connections checked whose check is due")
                .routeConfigurationId("flow-failures")
                .to("direct:check-due")
                .id("health-tick-due");

        from("quartz://health/rollup?trigger.repeatInterval=60000&trigger.repeatCount=-1")
                .routeId("health-rollup")
                .autoStartup(false)
                .routeDescription("Sums up the checks of the time that is over")
                .routeConfigurationId("flow-failures")
                .bean("healthRollups", "rollUp")
                .id("health-rollup-sum");

        from("direct:check-due")
                .routeId("check-due")
                .routeDescription(
                        "Claims the due checks and hands each to whoever is free, so that no tool waits for another")
                .routeConfigurationId("flow-failures")
                .setBody(constant(CLAIM_DUE))
                .to("jdbc:database?useHeadersAsParameters=false")
                .id("check-due-claim")
                .split(body())
                .id("check-due-each")
                .to("seda:health-work?size=1000&discardWhenFull=true&waitForTaskToComplete=Never")
                .id("check-due-hand")
                .end();

        // A stop waits for an idle consumer as long as that polls.
        from("seda:health-work?size=1000&concurrentConsumers={{health.parallel}}&pollTimeout=50")
                .routeId("health-work")
                .routeDescription("Checks connections side by side, never one twice at a time")
                .routeConfigurationId("flow-failures")
                .setProperty("connectionId", method("healthChecks", "begin"))
                .id("health-work-begin")
                .filter(simple("${exchangeProperty.connectionId} != null"))
                .id("health-work-free")
                .to("direct:check-health-once")
                .id("health-work-check")
                .end();

        from("direct:check-health-once")
                .routeId("check-health-once")
                .routeDescription("Checks one connection and lets it be checked again whatever became of it")
                .routeConfigurationId("flow-failures")
                .doTry()
                .id("check-health-once-try")
                .to("direct:check-health")
                .id("check-health-once-check")
                .doFinally()
                .id("check-health-once-finally")
                .bean("healthChecks", "end")
                .id("check-health-once-end")
                .end();

        from("direct:check-health")
                .routeId("check-health")
                .routeDescription("Lets the tool's own flow probe one connection and keeps what it found, good or bad")
                .routeConfigurationId("flow-failures")
                .to("direct:probe-health")
                .id("check-health-probe")
                .bean("healthChecks", "keep")
                .id("check-health-keep");

        from("direct:probe-health")
                .routeId("probe-health")
                .routeDescription("Probes one connection; a failed probe is a result too")
                .routeConfigurationId("flow-failures")
                .setProperty("probed", method("healthChecks", "integration"))
                .id("probe-health-integration")
                .setProperty(Probes.DEADLINE, constant(deadline))
                .id("probe-health-deadline")
                .doTry()
                .id("probe-health-try")
                .toD("direct:${exchangeProperty.probed.tool}-health")
                .id("probe-health-ask")
                .doCatch(Exception.class)
                .id("probe-health-failed")
                .bean("healthChecks", "failed")
                .id("probe-health-result")
                .end();
    }
}
