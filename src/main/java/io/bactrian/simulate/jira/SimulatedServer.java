package io.bactrian.simulate.jira;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.simulate.Answer;
import io.bactrian.simulate.Endpoints;
import io.bactrian.simulate.Json;
import io.bactrian.simulate.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;

/** The same site as a Jira Data Center serves it. */
final class SimulatedServer {
    private final ServerSettings settings;
    private final ServerLogins logins;
    private final ServerShapes shapes;
    private final ServerEndpoints endpoints;

    SimulatedServer(String address, SimulatedSite site, ServerSettings settings, Endpoints cloud) {
        this.settings = settings;
        this.logins = new ServerLogins(settings);
        this.shapes = new ServerShapes(address, settings.path());
        this.endpoints = new ServerEndpoints(site, settings, cloud);
    }

    void be(ServerMood mood) {
        logins.be(mood);
    }

    JsonNode shown(JsonNode document) {
        return shapes.of(document);
    }

    /** Where calls are limited, every answer tells what is left, and a wait of no time. */
    Answer answer(Request request) {
        return answered(request)
                .with("X-RateLimit-Limit", "50")
                .with("X-RateLimit-Remaining", "49")
                .with("X-RateLimit-FillRate", "10")
                .with("X-RateLimit-Interval-Seconds", "60")
                .with("retry-after", "0");
    }

    private Answer answered(Request request) {
        String path = settings.path();
        if (!request.path().startsWith(path + "/")) {
            return Answer.html(404, "<!DOCTYPE html><html><body><h1>Not Found</h1></body></html>");
        }
        Request inside = request.at(request.path().substring(path.length()));
        Answer refusal = inside.path().endsWith("/serverInfo") ? null : logins.refusal(request);
        try {
            return refusal == null ? shaped(endpoints.answer(inside), inside) : refusal;
        } catch (Refusal no) {
            return no.answer();
        }
    }

    private Answer shaped(Answer answer, Request request) {
        if (answer.status() != 200) {
            return answer;
        }
        try {
            JsonNode document = shapes.of(Json.read(Arrays.copyOf(answer.body(), answer.length())));
            if (request.path().endsWith("/serverInfo")) {
                ((ObjectNode) document).put("deploymentType", "Server").put("version", "10.3.12");
            }
            return answer.withBody(Json.bytes(document));
        } catch (IOException e) {
            throw new UncheckedIOException("an answer of ours is not JSON", e);
        }
    }
}
