package io.bactrian.outbound;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bactrian.failure.Act;
import io.bactrian.failure.FailureCategory;
import io.bactrian.failure.Scope;
import io.bactrian.failure.ToolFailure;
import io.bactrian.tool.Refusal;
import io.bactrian.tool.Tool;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns an answer that is a refusal into its failure: the tool's own rules first, then what its status means everywhere. */
final class Refusals {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LOOKED_AT = 4096;
    private static final int LONGEST_MESSAGE = 200;
    private static final List<String> MESSAGES =
            List.of("/errorMessages/0", "/errors/0/message", "/message", "/error_description", "/error");

    /** Whoever asked takes them for an answer: see Answer.isRefusal. */
    private static final Set<Act> ANSWERS = Set.of(Act.NO_LIST, Act.NEXT_SLICE);

    private static final Meaning NO_JSON = Meaning.usual(FailureCategory.INVALID_DATA);

    private Refusals() {}

    /** What is to be done about a refusal that is an answer; throws the failure that any other is. */
    static Act check(
            Destination destination,
            String operation,
            int status,
            Map<String, String> headers,
            byte[] body,
            int length,
            Instant date)
            throws ToolFailure {
        Optional<Meaning> meaning = meaning(destination.tool(), status, headers, body, length)
                .or(() -> isJson(body, length) ? Optional.empty() : Optional.of(NO_JSON));
        Act act = meaning.map(Meaning::act).orElse(Act.NONE);
        if (meaning.isPresent() && !ANSWERS.contains(act)) {
            throw meaning.get()
                    .failure(
                            message(destination, operation, status, body, length),
                            status,
                            meaning.get().retryAfter(status, headers, date));
        }
        return act;
    }

    /** What an answer means to its tool, or else everywhere; empty when its status refuses nothing. */
    static Optional<Meaning> meaning(
            @Nullable Tool tool, int status, Map<String, String> headers, byte[] body, int length) {
        List<Refusal> declared = tool == null ? List.of() : tool.refusals();
        return declared.stream()
                .filter(refusal -> matches(refusal, status, headers, body, length))
                .map(refusal -> new Meaning(refusal.category(), refusal.scope(), refusal.act(), true))
                .findFirst()
                .or(() -> byStatus(status).map(Meaning::usual));
    }

    /** What a wait that an answer asks for concerns: the whole connection, unless the tool declares that it does not. */
    static Scope wait(Tool tool, int status, Map<String, String> headers, byte[] body, int length) {
        return headers.containsKey("retry-after")
                ? meaning(tool, status, headers, body, length)
                        .filter(Meaning::isDeclared)
                        .map(Meaning::scope)
                        .orElse(Scope.CONNECTION)
                : Scope.CONNECTION;
    }

    /**
     * What a refusal is, what it concerns, and what else is to be done about it.
     *
     * @param isDeclared whether the tool itself says so
     */
    record Meaning(FailureCategory category, Scope scope, Act act, boolean isDeclared) {
        static Meaning usual(FailureCategory category) {
            return new Meaning(category, ToolFailure.usual(category), Act.NONE, false);
        }

        @Nullable
        Duration retryAfter(int status, Map<String, String> headers, Instant date) {
            return HttpDates.retryAfter(headers.get("retry-after"), date)
                    .filter(wait -> category == FailureCategory.RATE_LIMIT || status == 503)
                    .orElse(null);
        }

        ToolFailure failure(String message, int status, @Nullable Duration retryAfter) {
            return ToolFailure.refused(category, scope, act, message, status, retryAfter);
        }
    }

    private static boolean matches(Refusal refusal, int status, Map<String, String> headers, byte[] body, int length) {
        return (refusal.status() == null || statusMatches(refusal.status(), status))
                && refusal.header().entrySet().stream().allMatch(header -> {
                    String value = headers.get(header.getKey().toLowerCase(Locale.ROOT));
                    return value != null && value.matches(header.getValue());
                })
                && (refusal.body() == null
                        || start(body, length).contains(refusal.body().toLowerCase(Locale.ROOT)));
    }

    private static boolean statusMatches(String pattern, int status) {
        return pattern.endsWith("xx")
                ? pattern.charAt(0) - '0' == status / 100
                : pattern.equals(Integer.toString(status));
    }

    private static String start(byte[] body, int length) {
        return new String(body, 0, Math.min(length, LOOKED_AT), StandardCharsets.UTF_8).toLowerCase(Locale.ROOT);
    }

    private static Optional<FailureCategory> byStatus(int status) {
        return switch (status) {
            case 401 -> Optional.of(FailureCategory.AUTHENTICATION);
            case 403 -> Optional.of(FailureCategory.PERMISSION);
            case 404, 410 -> Optional.of(FailureCategory.NOT_FOUND);
            case 408 -> Optional.of(FailureCategory.TIMEOUT);
            case 429 -> Optional.of(FailureCategory.RATE_LIMIT);
            default -> byClass(status / 100);
        };
    }

    private static Optional<FailureCategory> byClass(int hundreds) {
        return switch (hundreds) {
            case 2 -> Optional.empty();
            // Never followed: the signature would go wherever the tool, or whoever answered for it, points.
            case 3 -> Optional.of(FailureCategory.CONFIGURATION);
            case 5 -> Optional.of(FailureCategory.TOOL_OUTAGE);
            default -> Optional.of(FailureCategory.INVALID_DATA);
        };
    }

    private static boolean isJson(byte[] body, int length) {
        for (int i = 0; i < length; i++) {
            if (body[i] > ' ') {
                return body[i] == '{' || body[i] == '[';
            }
        }
        return false;
    }

    private static String message(Destination destination, String operation, int status, byte[] body, int length) {
        // Scrubbed before it is cut: half a secret would no longer be recognised.
        String scrubbed = Scrubbed.of(
                start(told(body, length), LOOKED_AT), destination.signature().value());
        String shortened = start(scrubbed, LONGEST_MESSAGE);
        String answered = status < 300
                ? ": the answer with status " + status + " is not what it must be"
                : status < 400 ? ": redirects are not followed, status " + status : " answered " + status;
        return operation + answered + (shortened.isEmpty() ? "" : ": " + shortened);
    }

    private static String start(String text, int longest) {
        return text.length() > longest ? text.substring(0, longest) : text;
    }

    private static String told(byte[] body, int length) {
        try {
            JsonNode document = isJson(body, length) ? JSON.readTree(body, 0, length) : JSON.missingNode();
            return MESSAGES.stream()
                    .map(document::at)
                    .filter(JsonNode::isTextual)
                    .map(JsonNode::asText)
                    .findFirst()
                    .orElse("");
        } catch (IOException notJson) {
            return "";
        }
    }
}
