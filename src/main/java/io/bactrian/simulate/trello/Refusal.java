package io.bactrian.simulate.trello;

import io.bactrian.simulate.Answer;
import io.bactrian.simulate.Json;

/** A request that Trello refuses: plain text, or JSON with a code where a limit is the reason. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    private Refusal(int status, String code, String message) {
        super(message);
        this.status = status;
        this.code = code;
    }

    Refusal(int status, String message) {
        this(status, "", message);
    }

    static Refusal limit(String code, String message) {
        return new Refusal(429, code, message);
    }

    static Refusal tooManyCards() {
        return new Refusal(403, "API_TOO_MANY_CARDS_REQUESTED", "Requested too many cards, please reduce the limit");
    }

    static Refusal notFound() {
        return new Refusal(404, "The requested resource was not found.");
    }

    /** What belongs to somebody else, as of a board that the token's member may no longer see. */
    static Refusal unauthorized(String what) {
        return new Refusal(401, "unauthorized " + what + "permission requested");
    }

    /** The refusal of what there is no endpoint for. */
    static Refusal unknown(int status) {
        return new Refusal(404, "Cannot find what was asked for (" + status + ")");
    }

    int status() {
        return status;
    }

    Answer answer() {
        return code.isEmpty()
                ? Answer.text(status, String.valueOf(getMessage()))
                : Answer.json(status, Json.object().put("error", code).put("message", getMessage()));
    }
}
