package io.bactrian.tool;

import io.bactrian.failure.Act;
import io.bactrian.failure.FailureCategory;
import io.bactrian.failure.Scope;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One way a tool says no; every part that is given must match.
 *
 * @param status a status ({@code 429}) or a class of them ({@code 5xx}); null matches any
 * @param header header name to regular expression of its value
 * @param body text that the first 4 KB of the body contain
 * @param scope what it concerns
 * @param act what else the tool wants done about it
 */
public record Refusal(
        @Nullable String status,
        Map<String, String> header,
        @Nullable String body,
        FailureCategory category,
        Scope scope,
        Act act) {}
