package io.bactrian.simulate;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Answers as refusing or failing tools give them. */
final class FaultyAnswers {

    private FaultyAnswers() {}

    static Answer of(Fault fault) {
        String reason = fault.reason();
        Answer answer = fault.status() >= 500 ? page(fault.status()) : refusal(fault.status(), reason);
        if (fault.retryAfter() != null) {
            answer = answer.with("Retry-After", fault.retryAfter());
        }
        return reason == null ? answer : withReason(answer, fault.status(), reason);
    }

    /** With the header that the fault has besides. */
    static Answer told(Fault fault, Answer answer) {
        Fault.Header header = fault.header();
        return header == null ? answer : answer.with(header.name(), header.value());
    }

    private static Answer withReason(Answer answer, int status, String reason) {
        return switch (status) {
            case 401 -> answer.with("X-Seraph-LoginReason", reason);
            case 429 -> answer.with("RateLimit-Reason", reason);
            default -> answer;
        };
    }

    static Answer page(int status) {
        return Answer.html(status, "<!DOCTYPE html><html><body><h1>Simulated " + status + "</h1></body></html>");
    }

    static Answer truncated(Answer answer) {
        return answer.withBody(Arrays.copyOf(answer.body(), answer.length() / 2));
    }

    private static Answer refusal(int status, @Nullable String reason) {
        String message = reason == null ? "Simulated refusal " + status + "." : reason;
        return Answer.json(status, "{\"errorMessages\":[\"" + message + "\"],\"errors\":{}}");
    }
}
