package io.bactrian.simulate.trello;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.simulate.Answer;
import io.bactrian.simulate.Endpoints;
import io.bactrian.simulate.Json;
import io.bactrian.simulate.Levers;
import io.bactrian.simulate.Request;
import io.bactrian.simulate.SelfChanges;
import io.bactrian.simulate.SimulatedTool;
import io.bactrian.simulate.SimulatorServer;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/** A simulated Trello that listens on loopback. */
public final class SimulatedTrello extends SimulatedTool {
    private final TrelloSettings settings;
    private final Trello trello;
    private final Access access;
    private final Quotas quotas;
    private final Endpoints endpoints = new Endpoints(Refusal::unknown);
    private final Levers levers;

    private SimulatedTrello(TrelloSettings settings, ServerSocket socket, Optional<Path> journal) {
        super(socket);
        this.settings = settings;
        this.trello = new Trello(settings);
        this.access = new Access(settings);
        this.quotas = new Quotas(settings);
        Workspace workspace = trello.workspace();
        new WorkspaceEndpoints(workspace).register(endpoints);
        new BoardEndpoints(workspace, new CardView(workspace, settings.mostCards())).register(endpoints);
        new BatchEndpoint(endpoints, quotas, workspace).register();
        this.levers = new Levers(faults(), exchanges(), this::change, this::state);
        begin(new SelfChanges(trello::now, trello::changeSomething, settings.changeEvery(), journal), this::answer);
    }

    public static SimulatedTrello start(TrelloSettings settings) {
        return new SimulatedTrello(settings, SimulatorServer.bind(settings.port()), Optional.empty());
    }

    /** A Trello that is again what it was when one of these settings and this journal was last stopped. */
    public static SimulatedTrello resume(TrelloSettings settings, Path journal) {
        return new SimulatedTrello(settings, SimulatorServer.bind(settings.port()), Optional.of(journal));
    }

    public TrelloSettings settings() {
        return settings;
    }

    public Trello trello() {
        return trello;
    }

    /** The member takes the token back. */
    public void revoke() {
        access.revoke();
    }

    private Answer answer(Request request) {
        if (request.path().startsWith(SimulatorServer.CONTROL)) {
            return levers.answer(request);
        }
        Instant now = Instant.now();
        return dated(quotas.told(answered(request, now), now), now);
    }

    private Answer answered(Request request, Instant now) {
        try {
            access.require(request);
            quotas.take(request, now);
            return endpoints.answer(request);
        } catch (Refusal refusal) {
            return refusal.answer();
        }
    }

    private JsonNode change(JsonNode said) {
        ArrayNode changed = Json.array();
        String kind = said.path("kind").asText("");
        String id = said.path("id").asText("");
        if (kind.equals("revoke")) {
            revoke();
        } else if (said.has("board")) {
            trello.moveTo(id, said.path("board").asText());
            changed.add(id);
        } else if (!kind.isEmpty()) {
            changed.add(trello.change(kind, id));
        } else {
            for (int at = 0; at < said.path("count").asInt(1); at++) {
                trello.changeSomething();
            }
        }
        return Json.object().set("changed", changed);
    }

    private ObjectNode state() {
        ObjectNode state = Json.object();
        trello.counts().forEach(state::put);
        return state;
    }
}
