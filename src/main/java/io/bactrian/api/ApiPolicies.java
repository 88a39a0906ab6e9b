package io.bactrian.api;

import io.bactrian.api.server.Problems;
import org.apache.camel.builder.RouteConfigurationBuilder;

/** What becomes of a failure in the interface: a problem for the caller, never a retry. */
public final class ApiPolicies extends RouteConfigurationBuilder {
    private final RefusedChanges refusedChanges;

    public ApiPolicies(RefusedChanges refusedChanges) {
        this.refusedChanges = refusedChanges;
    }

    @Override
    public void configuration() {
        routeConfiguration("api-failures")
                .onException(Throwable.class)
                .handled(true)
                .maximumRedeliveries(0)
                .logExhausted(false)
                .logHandled(false)
                .process(new ProblemAnswer(new Problems(), refusedChanges))
                .id("api-failures-answer");
    }
}
