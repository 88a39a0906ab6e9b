package io.bactrian.simulate.asana;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.simulate.Answer;
import io.bactrian.simulate.Endpoints;
import io.bactrian.simulate.Json;
import io.bactrian.simulate.Request;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Does up to ten requests at once. Each counts against the limits; one over them fails the whole. */
final class BatchEndpoint {
    private static final String BASE = "/api/1.0";
    private static final int MOST = 10;

    private final Endpoints endpoints;
    private final Limits limits;
    private final Domain domain;

    BatchEndpoint(Endpoints endpoints, Limits limits, Domain domain) {
        this.endpoints = endpoints;
        this.limits = limits;
        this.domain = domain;
    }

    void register() {
        endpoints.post(BASE + "/batch", (request, none) -> answer(request));
    }

    private Answer answer(Request request) {
        JsonNode actions = read(request.body()).at("/data/actions");
        if (!actions.isArray() || actions.size() > MOST) {
            throw new Refusal(400, "actions: must have at most " + MOST + " elements");
        }
        ArrayNode answers = Json.array();
        for (Request action : requests(actions, request)) {
            if (limits.take(action, domain.now()) > 0) {
                throw Refusal.tooMany();
            }
            answers.add(done(action));
        }
        return Answer.json(200, Pages.enveloped(answers));
    }

    private static List<Request> requests(JsonNode actions, Request request) {
        List<Request> requests = new ArrayList<>();
        for (JsonNode action : actions) {
            StringBuilder query = new StringBuilder("?");
            action.path("data")
                    .properties()
                    .forEach(value -> query.append(value.getKey())
                            .append('=')
                            .append(value.getValue().asText())
                            .append('&'));
            JsonNode options = action.path("options");
            if (options.has("limit")) {
                query.append("limit=").append(options.path("limit").asInt()).append('&');
            }
            if (options.has("fields")) {
                List<String> fields = new ArrayList<>();
                options.path("fields").forEach(field -> fields.add(field.asText()));
                query.append("opt_fields=").append(String.join(",", fields));
            }
            requests.add(new Request(
                            action.path("method").asText("get").toUpperCase(Locale.ROOT),
                            "",
                            "",
                            Map.of(),
                            request.headers(),
                            new byte[0])
                    .to(BASE + action.path("relative_path").asText() + query));
        }
        return requests;
    }

    private ObjectNode done(Request action) {
        ObjectNode done = Json.object();
        try {
            Answer answer = endpoints.answer(action);
            done.put("status_code", answer.status()).set("body", read(answer.body()));
        } catch (Refusal refusal) {
            done.put("status_code", refusal.status()).set("body", refusal.body());
        }
        done.putObject("headers");
        return done;
    }

    private static JsonNode read(byte[] body) {
        try {
            return Json.read(body);
        } catch (IOException notJson) {
            throw new Refusal(400, "Could not parse request data, invalid JSON");
        }
    }
}
