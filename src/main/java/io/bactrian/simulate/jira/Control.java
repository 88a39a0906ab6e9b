package io.bactrian.simulate.jira;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.simulate.Answer;
import io.bactrian.simulate.Endpoints;
import io.bactrian.simulate.Exchanges;
import io.bactrian.simulate.Fault;
import io.bactrian.simulate.Faults;
import io.bactrian.simulate.Json;
import io.bactrian.simulate.Request;
import io.bactrian.simulate.SimulatorServer;
import java.util.List;

/** The way to steer a simulator of another process: changes, faults, and what it has and was asked. */
final class Control {

    static final String PATH = SimulatorServer.CONTROL;

    private final SimulatedSite site;
    private final Faults faults;
    private final Exchanges exchanges;
    private final Endpoints endpoints = new Endpoints(Refusal::unknown);

    Control(SimulatedSite site, Faults faults, Exchanges exchanges) {
        this.site = site;
        this.faults = faults;
        this.exchanges = exchanges;
        endpoints
                .post(PATH + "changes", (request, none) -> change(IssueEndpoints.body(request)))
                .post(PATH + "faults", (request, none) -> fault(IssueEndpoints.body(request)))
                .delete(PATH + "faults", (request, none) -> noFaults())
                .get(PATH + "state", (request, none) -> state())
                .get(PATH + "requests", (request, none) -> requests())
                .delete(PATH + "requests", (request, none) -> forget());
    }

    Answer answer(Request request) {
        return endpoints.answer(request);
    }

    private Answer change(JsonNode body) {
        ArrayNode changed = Json.array();
        String issue = body.path("issue").asText("");
        String kind = body.path("kind").asText("");
        if (body.has("percent")) {
            site.changePercent(body.path("percent").asDouble()).forEach(changed::add);
        } else if (kind.isEmpty()) {
            for (int at = 0; at < body.path("count").asInt(1); at++) {
                site.changeSomething();
            }
        } else {
            List<String> chosen = issue.isEmpty()
                    ? site.ids().stream().limit(body.path("count").asLong(1)).toList()
                    : List.of(issue);
            chosen.forEach(id -> changed.add(change(kind, id)));
        }
        ObjectNode answer = Json.object().put("issues", site.issueCount());
        return IssueEndpoints.json(answer.set("changed", changed));
    }

    private String change(String kind, String id) {
        switch (kind) {
            case "create" -> {
                return site.create();
            }
            case "change" -> site.change(id);
            case "transition" -> site.transition(id);
            case "comment" -> site.comment(id);
            case "worklog" -> site.worklog(id);
            case "delete" -> site.delete(id);
            case "delete_worklog" -> site.deleteWorklog(id);
            default -> throw new Refusal(400, "There is no change of kind '" + kind + "'.");
        }
        return id;
    }

    private Answer fault(JsonNode body) {
        try {
            faults.add(Fault.read(body));
        } catch (IllegalArgumentException unknown) {
            throw new Refusal(400, "Not a fault: " + unknown.getMessage());
        }
        return IssueEndpoints.json(Json.object().put("planned", true));
    }

    private Answer noFaults() {
        faults.clear();
        return IssueEndpoints.json(Json.object().put("planned", false));
    }

    private Answer state() {
        ObjectNode state = Json.object();
        site.counts().forEach(state::put);
        return IssueEndpoints.json(state.put("faultsPlayed", faults.played()));
    }

    private Answer requests() {
        ObjectNode counts = Json.object();
        exchanges.counts().forEach(counts::put);
        return IssueEndpoints.json(counts);
    }

    private Answer forget() {
        exchanges.reset();
        return requests();
    }
}
