package io.bactrian.simulate.generic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.simulate.Answer;
import io.bactrian.simulate.Exchanges;
import io.bactrian.simulate.Fault;
import io.bactrian.simulate.Faults;
import io.bactrian.simulate.Json;
import io.bactrian.simulate.Request;
import io.bactrian.simulate.SimulatorServer;
import java.io.IOException;

/** The way to steer a desk of another process: changes, faults, and what it has and was asked. */
final class Control {
    private final Desk desk;
    private final Faults faults;
    private final Exchanges exchanges;

    Control(Desk desk, Faults faults, Exchanges exchanges) {
        this.desk = desk;
        this.faults = faults;
        this.exchanges = exchanges;
    }

    Answer answer(Request request) {
        String what = request.method() + " " + request.path().substring(SimulatorServer.CONTROL.length());
        try {
            switch (what) {
                case "POST changes" -> change(Json.read(request.body()));
                case "POST faults" -> faults.add(Fault.read(Json.read(request.body())));
                case "DELETE faults" -> faults.clear();
                case "DELETE requests" -> exchanges.reset();
                case "GET state", "GET requests" -> {}
                default -> throw new Refusal(404, "There is no such lever.");
            }
        } catch (IllegalArgumentException | IOException wrong) {
            throw new Refusal(400, String.valueOf(wrong.getMessage()));
        }
        return what.endsWith("requests") ? requests() : state();
    }

    private void change(JsonNode body) {
        String list = body.path("list").asText("tickets");
        String id = body.path("id").asText();
        switch (body.path("kind").asText("")) {
            case "" -> {
                for (int at = 0; at < body.path("count").asInt(1); at++) {
                    desk.changeSomething();
                }
            }
            case "change" -> desk.change(list, id);
            case "delete" -> desk.delete(list, id);
            case "create_ticket" -> desk.createTicket(body.path("project").asText());
            case "create_project" -> desk.createProject();
            default -> throw new Refusal(400, "There is no change of that kind.");
        }
    }

    private Answer state() {
        ObjectNode state = Json.object();
        desk.counts().forEach(state::put);
        return json(state.put("faultsPlayed", faults.played()));
    }

    private Answer requests() {
        ObjectNode counts = Json.object();
        exchanges.counts().forEach(counts::put);
        return json(counts);
    }

    private static Answer json(JsonNode body) {
        byte[] bytes = Json.bytes(body);
        return Answer.json(200, bytes, bytes.length);
    }
}
