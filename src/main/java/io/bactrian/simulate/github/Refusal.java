package io.bactrian.simulate.github;

import io.bactrian.simulate.Answer;
import io.bactrian.simulate.Json;
import java.util.LinkedHashMap;
import java.util.Map;

/** A request that GitHub refuses: status, message and headers of the answer. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient Map<String, String> headers;

    private Refusal(int status, String message, Map<String, String> headers) {
        super(message);
        this.status = status;
        this.headers = headers;
    }

    static Refusal of(int status, String message) {
        return new Refusal(status, message, Map.of());
    }

    static Refusal unknown(int status) {
        return of(status, status == 404 ? "Not Found" : "Method Not Allowed");
    }

    /** It has moved; nobody is sent after it without asking. */
    static Refusal moved(String address) {
        return new Refusal(301, "Moved Permanently", Map.of("Location", address));
    }

    static Refusal secondaryLimit(int status, int retryAfterSeconds) {
        String message = "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.";
        return new Refusal(status, message, Map.of("Retry-After", Integer.toString(retryAfterSeconds)));
    }

    Answer answer() {
        Answer answer =
                Answer.json(status, Json.object().put("message", getMessage()).put("status", status + ""));
        for (Map.Entry<String, String> header : new LinkedHashMap<>(headers).entrySet()) {
            answer = answer.with(header.getKey(), header.getValue());
        }
        return answer;
    }
}
