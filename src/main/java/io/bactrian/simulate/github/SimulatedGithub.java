package io.bactrian.simulate.github;

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
import java.util.Arrays;
import java.util.Optional;

/** A simulated GitHub that listens on loopback. */
public final class SimulatedGithub extends SimulatedTool {
    private final GithubSettings settings;
    private final Github github;
    private final Quota quota;
    private final Endpoints endpoints = new Endpoints(Refusal::unknown);
    private final Levers levers;

    private SimulatedGithub(GithubSettings settings, ServerSocket socket, Optional<Path> journal) {
        super(socket);
        this.settings = settings;
        this.github = new Github(settings, address());
        this.quota = new Quota(settings.hourly());
        new RepositoryEndpoints(github, new LinkedPages(address())).register(endpoints);
        this.levers = new Levers(faults(), exchanges(), this::change, this::state);
        begin(new SelfChanges(Instant::now, github::changeSomething, settings.changeEvery(), journal), this::answer);
    }

    public static SimulatedGithub start(GithubSettings settings) {
        return new SimulatedGithub(settings, SimulatorServer.bind(settings.port()), Optional.empty());
    }

    /** A GitHub that is again what it was when one of these settings and this journal was last stopped. */
    public static SimulatedGithub resume(GithubSettings settings, Path journal) {
        return new SimulatedGithub(settings, SimulatorServer.bind(settings.port()), Optional.of(journal));
    }

    public GithubSettings settings() {
        return settings;
    }

    public Github github() {
        return github;
    }

    /** The next so many requests are found too frequent and refused with a status of 403 or 429. */
    public void throttle(int count, int status) {
        quota.refuse(count, status);
    }

    private Answer answer(Request request) {
        if (request.path().startsWith(SimulatorServer.CONTROL)) {
            return levers.answer(request);
        }
        Instant now = Instant.now();
        return dated(quota.told(answered(request, now)), now);
    }

    private Answer answered(Request request, Instant now) {
        try {
            if (!("Bearer " + settings.token()).equals(request.header("Authorization"))) {
                throw Refusal.of(401, "Bad credentials");
            }
            quota.take(now);
            synchronized (github) {
                return unlessKnown(request, endpoints.answer(request));
            }
        } catch (Refusal refusal) {
            return refusal.answer();
        }
    }

    /** What the caller has already is not sent again, and costs nothing. */
    private Answer unlessKnown(Request request, Answer answer) {
        String tag = "W/\"" + Integer.toHexString(Arrays.hashCode(answer.body())) + "\"";
        if (!tag.equals(request.header("If-None-Match"))) {
            return answer.with("ETag", tag);
        }
        quota.giveBack();
        return answer.withStatus(304).withBody(new byte[0]).with("ETag", tag);
    }

    private JsonNode change(JsonNode said) {
        ArrayNode changed = Json.array();
        if (said.has("kind")) {
            changed.add(
                    github.change(said.path("kind").asText(), said.path("id").asText()));
        } else {
            for (int at = 0; at < said.path("count").asInt(1); at++) {
                github.changeSomething();
            }
        }
        return Json.object().set("changed", changed);
    }

    private ObjectNode state() {
        ObjectNode state = Json.object();
        github.counts().forEach(state::put);
        return state;
    }
}
