package io.bactrian.simulate.asana;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.simulate.Answer;
import io.bactrian.simulate.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What happened, as far as events tell of it, and the tokens up to which somebody knows it. */
final class EventLog {
    private static final int MOST = 100;

    private record Told(Set<String> resources, ObjectNode event) {}

    private final Domain domain;
    private final Duration life;
    private final int lostEvery;
    private final List<Told> told = new ArrayList<>();
    private int losses;
    private int happened;

    EventLog(Domain domain, Duration life, int lostEvery) {
        this.domain = domain;
        this.life = life;
        this.lostEvery = lostEvery;
    }

    /**
     * @param resources those whose events tell of it: the record itself and what it is in
     * @param parent what it is in, or null
     */
    synchronized void add(Set<String> resources, String user, String action, JsonNode record, JsonNode parent) {
        happened++;
        if (lostEvery > 0 && happened % lostEvery == 0) {
            return;
        }
        ObjectNode event = Json.object()
                .put("action", action)
                .put("created_at", domain.now().toString());
        event.set("user", Json.object().put("gid", user).put("resource_type", "user"));
        event.set("resource", compact(record));
        event.set("parent", parent.isMissingNode() ? event.nullNode() : compact(parent));
        if (action.equals("changed")) {
            event.putObject("change").put("field", "name").put("action", "changed");
        }
        event.put("type", Domain.type(record));
        told.add(new Told(resources, event));
    }

    /** Every token that was handed out is worth nothing from now on. */
    synchronized void loseTokens() {
        losses++;
        told.clear();
    }

    /** What is told of a resource since a token; without a good one, a token and nothing else. */
    synchronized Answer since(String resource, String token) {
        String[] said = token.split(":");
        boolean isGood = said.length == 4
                && said[0].equals(resource)
                && said[1].matches("[0-9]{1,9}")
                && said[2].matches("[0-9]{1,15}")
                && said[3].equals(Integer.toString(losses))
                && isAlive(Instant.ofEpochMilli(Long.parseLong(said[2])));
        if (!isGood) {
            ObjectNode body = new Refusal(
                            412,
                            "Sync token invalid or too old. If you are attempting to keep resources in sync, "
                                    + "you must fetch the full dataset for this query now and use the new sync token for the next sync.")
                    .body();
            return Answer.json(412, body.put("sync", token(resource, told.size())));
        }
        int at = Math.min(told.size(), Integer.parseInt(said[1]));
        ObjectNode page = Pages.enveloped(Json.array());
        while (at < told.size() && page.path("data").size() < MOST) {
            Told one = told.get(at++);
            if (one.resources.contains(resource)) {
                page.withArray("data").add(one.event);
            }
        }
        return Answer.json(200, page.put("sync", token(resource, at)).put("has_more", at < told.size()));
    }

    private boolean isAlive(Instant made) {
        return !made.plus(life).isBefore(domain.now());
    }

    private String token(String resource, int at) {
        return resource + ":" + at + ":" + domain.now().toEpochMilli() + ":" + losses;
    }

    private static ObjectNode compact(JsonNode record) {
        ObjectNode compact = Domain.reference(record);
        for (String field : List.of("name", "resource_subtype")) {
            if (record.has(field)) {
                compact.set(field, record.path(field));
            }
        }
        return compact;
    }
}
