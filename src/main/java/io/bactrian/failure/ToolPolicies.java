package io.bactrian.failure;

import java.util.List;
import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.RouteConfigurationBuilder;
import org.apache.camel.model.RouteConfigurationDefinition;

/** What is done about a failed call, category by category; sits on each tool's call route. */
public final class ToolPolicies extends RouteConfigurationBuilder {
    public static final String ID = "tool-failures";

    private final Retries retries;

    public ToolPolicies(Retries retries) {
        this.retries = retries;
    }

    @Override
    public void configuration() {
        RouteConfigurationDefinition calls = routeConfiguration(ID);
        for (Class<? extends Exception> category : CATEGORIES) {
            answer(calls, category);
        }
        // What no category foresaw is handled as unexpected.
        answer(calls, Exception.class);
    }

    private static final List<Class<? extends Exception>> CATEGORIES = List.of(
            ToolFailure.AuthenticationFailure.class,
            ToolFailure.PermissionFailure.class,
            ToolFailure.RateLimitFailure.class,
            ToolFailure.TimeoutFailure.class,
            ToolFailure.NetworkFailure.class,
            ToolFailure.ToolOutageFailure.class,
            ToolFailure.NotFoundFailure.class,
            ToolFailure.InvalidDataFailure.class,
            ToolFailure.ConfigurationFailure.class,
            ToolFailure.StorageFailure.class,
            ToolFailure.UnexpectedFailure.class);

    private void answer(RouteConfigurationDefinition calls, Class<? extends Exception> category) {
        calls.onException(category)
                .retryWhile(method(retries, "isWorthwhile"))
                .onExceptionOccurred(retries::setDelay)
                .asyncDelayedRedelivery()
                .retryAttemptedLogLevel(LoggingLevel.DEBUG)
                .retriesExhaustedLogLevel(LoggingLevel.DEBUG)
                .logExhausted(false)
                .to("direct:handle-integration-failure");
    }
}
