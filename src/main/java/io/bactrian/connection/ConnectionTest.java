package io.bactrian.connection;

import io.bactrian.connection.Integration.LastFailure;
import io.bactrian.connection.Integration.StreamPermission;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a test of a stored connection found: the account and what it may read, or why it does not work. */
public record ConnectionTest(
        boolean success,
        @Nullable Long latencyMs,
        Map<String, String> account,
        List<StreamPermission> permissions,
        @Nullable LastFailure failure) {
    static ConnectionTest passed(Attempt attempt) {
        return new ConnectionTest(
                true, attempt.latencyMs(), Map.copyOf(attempt.account()), List.copyOf(attempt.permissions()), null);
    }

    static ConnectionTest failed(LastFailure failure) {
        return new ConnectionTest(false, null, Map.of(), List.of(), failure);
    }
}
