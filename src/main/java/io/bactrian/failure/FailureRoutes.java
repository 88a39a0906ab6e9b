package io.bactrian.failure;

import org.apache.camel.builder.RouteBuilder;

/** The one flow that every failure takes: classify, decide, act, verify, record, and ask a person when one is needed. */
public final class FailureRoutes extends RouteBuilder {
    @Override
    public void configure() {
        from("direct:handle-integration-failure")
                .routeId("handle-integration-failure")
                .routeDescription("Decides what is done about a failure, has it done, and records what became of it")
                .routeConfigurationId("flow-failures")
                .bean("integrationFailures", "classify")
                .id("handle-integration-failure-classify")
                .setProperty("recovery", method("integrationFailures", "decide"))
                .id("handle-integration-failure-decide")
                .to("direct:act-on-failure")
                .id("handle-integration-failure-act")
                .bean("integrationFailures", "answer")
                .id("handle-integration-failure-answer");

        from("direct:act-on-failure")
                .routeId("act-on-failure")
                .routeDescription("Has the decided recovery done, unless only an opinion was asked for")
                .routeConfigurationId("flow-failures")
                .filter(simple("${exchangeProperty.opinion} != true"))
                .id("act-on-failure-wanted")
                .to("direct:recover-failure")
                .id("act-on-failure-recover")
                .to("direct:verify-recovery")
                .id("act-on-failure-verify")
                .bean("integrationFailures", "record")
                .id("act-on-failure-record")
                .bean("integrationFailures", "alert")
                .id("act-on-failure-alert")
                .end();

        from("direct:recover-failure")
                .routeId("recover-failure")
                .routeDescription("Hands the decided recovery to the feature that can do it")
                .routeConfigurationId("flow-failures")
                .filter(simple("${exchangeProperty.recovery.action} != 'none'"))
                .id("recover-failure-possible")
                .toD("direct:${exchangeProperty.recovery.route}")
                .id("recover-failure-act")
                .setProperty("acted", body())
                .id("recover-failure-acted")
                .end();

        from("direct:verify-recovery")
                .routeId("verify-recovery")
                .routeDescription(
                        "Probes a connection that was given another credential; all else shows when it is next tried")
                .routeConfigurationId("flow-failures")
                .filter(simple(
                        "${exchangeProperty.recovery.action} == 'refresh_token' && ${exchangeProperty.acted} == true"))
                .id("verify-recovery-needed")
                .setProperty("connectionId", simple("${exchangeProperty.failure.integrationId}"))
                .id("verify-recovery-connection")
                .enrich("direct:probe-health")
                .id("verify-recovery-probe")
                .setProperty("recovered", simple("${body.healthy}"))
                .id("verify-recovery-result")
                .end();
    }
}
