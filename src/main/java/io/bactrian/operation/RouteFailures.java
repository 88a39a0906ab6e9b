package io.bactrian.operation;

import io.bactrian.connection.InvalidIntegration;
import io.bactrian.connection.StaleVersion;
import io.bactrian.failure.Classification;
import io.bactrian.failure.FailureCategory;
import io.bactrian.failure.ToolFailure;
import java.util.List;
import org.apache.camel.CamelExecutionException;

/** What the failure of a route is to whoever asked for what the route does. */
final class RouteFailures {
    private RouteFailures() {}

    /** Whatever keeps an integration from being connected is the request's: nothing of it is stored. */
    static RuntimeException rejected(CamelExecutionException e) {
        InvalidIntegration invalid =
                Classification.find(e, InvalidIntegration.class).orElse(null);
        if (invalid != null) {
            return Rejected.invalid(
                    String.valueOf(invalid.getMessage()),
                    invalid.problems().stream()
                            .map(problem -> new Rejected.Mistake(problem.pointer(), problem.message()))
                            .toList());
        }
        StaleVersion stale = Classification.find(e, StaleVersion.class).orElse(null);
        if (stale != null) {
            return new Rejected(412, FailureCategory.INVALID_DATA, String.valueOf(stale.getMessage()), List.of());
        }
        ToolFailure failure = Classification.of(e);
        if (failure.category() == FailureCategory.UNEXPECTED || failure.category() == FailureCategory.STORAGE) {
            return e;
        }
        return new Rejected(422, failure.category(), String.valueOf(failure.getMessage()), List.of());
    }
}
