package io.bactrian.failure;

import org.apache.camel.builder.RouteConfigurationBuilder;

/** What is done about a failure in a flow: nothing is repeated there, the failure goes to whoever called. */
public final class FlowPolicies extends RouteConfigurationBuilder {
    public static final String ID = "flow-failures";

    @Override
    public void configuration() {
        routeConfiguration(ID)
                .onException(Exception.class)
                .maximumRedeliveries(0)
                .logExhausted(false)
                .logStackTrace(false);
    }
}
