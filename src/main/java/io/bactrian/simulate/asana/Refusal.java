package io.bactrian.simulate.asana;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.simulate.Answer;
import io.bactrian.simulate.Json;

/** A request that Asana refuses, with its status and message. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;

    Refusal(int status, String message) {
        super(message);
        this.status = status;
    }

    static Refusal notFound(String type, String gid) {
        return new Refusal(404, type + ": Unknown object: " + gid);
    }

    static Refusal premium() {
        return new Refusal(402, "Payment Required: this feature is only available to premium workspaces.");
    }

    static Refusal tooMany() {
        return new Refusal(
                429,
                "You've made too many requests and hit a rate limit. Please retry after the given amount of time.");
    }

    /** The refusal of what there is no endpoint for. */
    static Refusal unknown(int status) {
        return new Refusal(status, "No matching route for request");
    }

    ObjectNode body() {
        ObjectNode body = Json.object();
        body.putArray("errors")
                .addObject()
                .put("message", getMessage())
                .put("help", "For more information on API status codes and how to handle them, read the docs");
        return body;
    }

    Answer answer() {
        return Answer.json(status, body());
    }

    int status() {
        return status;
    }
}
