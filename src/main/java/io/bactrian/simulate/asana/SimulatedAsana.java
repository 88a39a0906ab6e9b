package io.bactrian.simulate.asana;

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

/** A simulated Asana that listens on loopback. */
public final class SimulatedAsana extends SimulatedTool {
    private final AsanaSettings settings;
    private final Asana asana;
    private final Limits limits;
    private final Pages pages;
    private final Endpoints endpoints = new Endpoints(Refusal::unknown);
    private final Levers levers;
    private volatile boolean revoked;

    private SimulatedAsana(AsanaSettings settings, ServerSocket socket, Optional<Path> journal) {
        super(socket);
        this.settings = settings;
        this.asana = new Asana(settings);
        this.limits = new Limits(settings);
        Domain domain = asana.domain();
        this.pages = new Pages(domain, settings.allowance().offsetLife());
        View view = new View(domain);
        new Tasks(domain, pages, view, settings.allowance().premium()).register(endpoints);
        new Lists(domain, pages, view, settings.allowance().premium()).register(endpoints);
        new BatchEndpoint(endpoints, limits, domain).register();
        endpoints.get("/api/1.0/events", (request, none) -> events(request));
        this.levers = new Levers(faults(), exchanges(), this::change, this::state);
        begin(new SelfChanges(asana::now, asana::changeSomething, settings.changeEvery(), journal), this::answer);
    }

    public static SimulatedAsana start(AsanaSettings settings) {
        return new SimulatedAsana(settings, SimulatorServer.bind(settings.port()), Optional.empty());
    }

    /** An Asana that is again what it was when one of these settings and this journal was last stopped. */
    public static SimulatedAsana resume(AsanaSettings settings, Path journal) {
        return new SimulatedAsana(settings, SimulatorServer.bind(settings.port()), Optional.of(journal));
    }

    public AsanaSettings settings() {
        return settings;
    }

    public Asana asana() {
        return asana;
    }

    /** The access token is worth nothing from now on. */
    public void revoke() {
        revoked = true;
    }

    /** Whoever reads a list page by page has to begin again. */
    public void expirePositions() {
        pages.expire();
    }

    private Answer answer(Request request) {
        return request.path().startsWith(SimulatorServer.CONTROL)
                ? levers.answer(request)
                : dated(answered(request), Instant.now());
    }

    private Answer answered(Request request) {
        try {
            if (revoked || !("Bearer " + settings.accessToken()).equals(request.header("Authorization"))) {
                throw new Refusal(401, "Not Authorized");
            }
            return limits.within(request, () -> endpoints.answer(request));
        } catch (Refusal refusal) {
            return refusal.answer();
        }
    }

    private Answer events(Request request) {
        String resource = Lists.required(request, "resource");
        String type = asana.domain().has("project", resource) ? "project" : "task";
        asana.domain().visible(type, resource);
        return asana.events().since(resource, request.parameters().getOrDefault("sync", ""));
    }

    private JsonNode change(JsonNode said) {
        ArrayNode changed = Json.array();
        String kind = said.path("kind").asText("");
        String gid = said.path("id").asText("");
        if (kind.equals("revoke")) {
            revoke();
        } else if (said.has("project")) {
            asana.addToProject(gid, said.path("project").asText());
            changed.add(gid);
        } else if (!kind.isEmpty()) {
            changed.add(asana.change(kind, gid));
        } else {
            for (int at = 0; at < said.path("count").asInt(1); at++) {
                asana.changeSomething();
            }
        }
        return Json.object().set("changed", changed);
    }

    private ObjectNode state() {
        ObjectNode state = Json.object();
        asana.counts().forEach(state::put);
        return state;
    }
}
