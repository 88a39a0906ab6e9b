package io.bactrian.connection;

import io.bactrian.connection.Integration.LastFailure;
import io.bactrian.connection.Integration.StreamPermission;
import io.bactrian.tool.ConfigProblem;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a test of a stored connection found: the account and what it may read, or why it does not work.
 *
 * @param scope the elements of the scope that the tool was asked for and knows
 * @param errors what the tool's answers show to be wrong with what is stored
 */
public record ConnectionTest(
        boolean success,
        @Nullable Long latencyMs,
        Map<String, String> account,
        List<StreamPermission> permissions,
        List<ScopeCount> scope,
        @Nullable LastFailure failure,
        List<Mistake> errors) {
    /** An element of the scope, and how many records the tool has of it; null when it does not tell cheaply. */
    public record ScopeCount(
            String pointer, String element, @Nullable Long count) {}

    /** One mistake in what is stored: where, and what is wrong there. */
    public record Mistake(String pointer, String detail) {}

    static ConnectionTest passed(Attempt attempt) {
        return new ConnectionTest(
                true,
                attempt.latencyMs(),
                Map.copyOf(attempt.account()),
                List.copyOf(attempt.permissions()),
                attempt.scopeTrial().counts(),
                null,
                List.of());
    }

    static ConnectionTest failed(LastFailure failure) {
        return failed(failure, List.of(), List.of());
    }

    static ConnectionTest failed(LastFailure failure, List<ScopeCount> scope, List<ConfigProblem> problems) {
        List<Mistake> errors = problems.stream()
                .map(problem -> new Mistake(problem.pointer(), problem.message()))
                .toList();
        return new ConnectionTest(false, null, Map.of(), List.of(), scope, failure, errors);
    }
}
