package io.bactrian.simulate;

import java.util.Arrays;

/** Answers as refusing or failing tools give them. */
final class FaultyAnswers {

    private FaultyAnswers() {}

    static Answer of(Fault fault) {
        Answer answer = fault.status() >= 500 ? page(fault.status()) : refusal(fault.status());
        if (fault.retryAfter() != null) {
            answer = answer.with("Retry-After", fault.retryAfter());
        }
        return fault.reason() == null ? answer : answer.with("RateLimit-Reason", fault.reason());
    }

    static Answer page(int status) {
        return Answer.html(status, "<!DOCTYPE html><html><body><h1>Simulated " + status + "</h1></body></html>");
    }

    static Answer truncated(Answer answer) {
        return answer.withBody(Arrays.copyOf(answer.body(), answer.length() / 2));
    }

    private static Answer refusal(int status) {
        return Answer.json(status, "{\"errorMessages\":[\"Simulated refusal " + status + ".\"],\"errors\":{}}");
    }
}
