package io.bactrian.simulate.generic;

import io.bactrian.simulate.Answer;
import io.bactrian.simulate.Json;

/** A request that the desk refuses, with the status and message of the answer. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;

    Refusal(int status, String message) {
        super(message);
        this.status = status;
    }

    Answer answer() {
        byte[] body = Json.bytes(Json.object().put("error", getMessage()));
        return Answer.json(status, body, body.length);
    }
}
