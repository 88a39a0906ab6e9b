package io.bactrian.failure;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An error as somebody describes it who met it elsewhere.
 *
 * @param type its class, code or category, for instance {@code java.net.ConnectException} or {@code ETIMEDOUT}
 * @param status HTTP status of the answer; 0 without one
 * @param headers of the answer, by lower-case name
 * @param body of the answer
 */
public record ReportedError(
        @Nullable String type,
        String message,
        int status,
        Map<String, String> headers,
        @Nullable String body) {}
