package io.bactrian.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.function.Function;
import java.util.function.Supplier;

/** The way to steer a simulator of another process: changes, faults, and what it has and was asked. */
public final class Levers {
    private final Faults faults;
    private final Exchanges exchanges;
    private final Function<JsonNode, JsonNode> change;
    private final Supplier<ObjectNode> state;

    /** @param change does what a document asks for and tells what was changed; it refuses by {@link IllegalArgumentException} */
    public Levers(Faults faults, Exchanges exchanges, Function<JsonNode, JsonNode> change, Supplier<ObjectNode> state) {
        this.faults = faults;
        this.exchanges = exchanges;
        this.change = change;
        this.state = state;
    }

    public Answer answer(Request request) {
        String what = request.method() + " " + request.path().substring(SimulatorServer.CONTROL.length());
        try {
            return switch (what) {
                case "POST changes" -> Answer.json(200, change.apply(Json.read(request.body())));
                case "POST faults" -> planned(Json.read(request.body()));
                case "DELETE faults" -> none();
                case "GET state" -> Answer.json(200, state.get().put("faultsPlayed", faults.played()));
                case "GET requests" -> requests();
                case "DELETE requests" -> forgotten();
                default -> Answer.json(404, Json.object().put("error", "There is no such lever."));
            };
        } catch (IllegalArgumentException | IOException wrong) {
            return Answer.json(400, Json.object().put("error", String.valueOf(wrong.getMessage())));
        }
    }

    private Answer planned(JsonNode said) {
        faults.add(Fault.read(said));
        return Answer.json(200, Json.object().put("planned", true));
    }

    private Answer none() {
        faults.clear();
        return Answer.json(200, Json.object().put("planned", false));
    }

    private Answer requests() {
        ObjectNode counts = Json.object();
        exchanges.counts().forEach(counts::put);
        return Answer.json(200, counts);
    }

    private Answer forgotten() {
        exchanges.reset();
        return requests();
    }
}
