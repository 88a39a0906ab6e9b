package io.bactrian.simulate.trello;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.simulate.Answer;
import io.bactrian.simulate.Endpoints;
import io.bactrian.simulate.Json;
import io.bactrian.simulate.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Answers up to ten reads at once; each counts, and what one of them is refused is told in its place. */
final class BatchEndpoint {
    private static final int MOST = 10;

    private final Endpoints endpoints;
    private final Quotas quotas;
    private final Workspace workspace;

    BatchEndpoint(Endpoints endpoints, Quotas quotas, Workspace workspace) {
        this.endpoints = endpoints;
        this.quotas = quotas;
        this.workspace = workspace;
    }

    void register() {
        endpoints.get("/1/batch", (request, none) -> answer(request));
    }

    private Answer answer(Request request) {
        List<String> urls =
                List.of(request.parameters().getOrDefault("urls", "").split(","));
        if (urls.size() > MOST || urls.get(0).isEmpty()) {
            throw new Refusal(400, "invalid value for urls");
        }
        ArrayNode answers = Json.array();
        urls.forEach(url -> answers.add(inner(request.to("/1" + url))));
        return Answer.json(200, answers);
    }

    private ObjectNode inner(Request request) {
        try {
            quotas.take(request, workspace.now());
            return Json.object().set("200", body(endpoints.answer(request)));
        } catch (Refusal refusal) {
            return Json.object()
                    .put("name", "Error")
                    .put("message", refusal.getMessage())
                    .put("statusCode", refusal.status());
        }
    }

    private static JsonNode body(Answer answer) {
        try {
            return Json.read(answer.body());
        } catch (IOException impossible) {
            throw new UncheckedIOException("an answer of the simulator is not JSON", impossible);
        }
    }
}
