package io.bactrian.simulate.jira;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.simulate.Answer;
import io.bactrian.simulate.Json;

/** A request that the site refuses, with the status and message of the answer. */
final class Refusal extends RuntimeException {

    private final int status;

    Refusal(int status, String message) {
        super(message);
        this.status = status;
    }

    /** The refusal of what there is no endpoint for. */
    static Refusal unknown(int status) {
        return new Refusal(status, status == 405 ? "Method Not Allowed" : "No such resource.");
    }

    /** The refusal as a collection of errors. */
    Answer answer() {
        ObjectNode errors = Json.object();
        errors.putArray("errorMessages").add(getMessage());
        errors.putObject("errors");
        byte[] body = Json.bytes(errors);
        return Answer.json(status, body, body.length);
    }
}
