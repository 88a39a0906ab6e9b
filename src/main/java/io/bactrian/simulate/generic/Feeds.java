package io.bactrian.simulate.generic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.simulate.Answer;
import io.bactrian.simulate.Json;
import io.bactrian.simulate.Request;
import io.bactrian.simulate.generic.Journal.Happening;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Answers what happened in a project: {@code events/<project>} by tokens that are good for a time, each event told once;
 * {@code actions/<project>} as a list, the newest first; and {@code ticket/<id>} is one ticket.
 */
final class Feeds {
    private static final int EVENTS_AT_ONCE = 3;

    private final Desk desk;
    private volatile int generation = 1;

    Feeds(Desk desk) {
        this.desk = desk;
    }

    /** No token that was handed out is good any more. */
    void expire() {
        generation++;
    }

    Answer answer(String way, String id, Request request) {
        return switch (way) {
            case "events" -> events(id, request.parameters().getOrDefault("sync", ""));
            case "actions" -> actions(id, request.parameters());
            default -> ticket(id);
        };
    }

    private Answer events(String project, String token) {
        List<Happening> all = desk.journal().of(project);
        String[] parts = token.split("-");
        if (parts.length != 2 || Integer.parseInt(parts[0]) != generation) {
            ObjectNode lost = Json.object().put("sync", token(all.size()));
            lost.putArray("errors").addObject().put("message", "Sync token invalid or too old.");
            return json(412, lost);
        }
        int from = Integer.parseInt(parts[1]);
        int to = Math.min(all.size(), from + EVENTS_AT_ONCE);
        ObjectNode body = Json.object().put("sync", token(to)).put("has_more", to < all.size());
        ArrayNode data = body.putArray("data");
        all.subList(from, to).forEach(happening -> {
            ObjectNode event = data.addObject().put("action", happening.kind());
            event.put("created_at", happening.at().toString());
            event.putObject("resource").put("gid", happening.ticket()).put("resource_type", "ticket");
        });
        return json(200, body);
    }

    private String token(int position) {
        return generation + "-" + position;
    }

    private Answer actions(String project, Map<String, String> asked) {
        ArrayNode actions = Json.array();
        desk.journal().of(project).stream()
                .filter(happening -> happening.id().compareTo(asked.getOrDefault("since", "")) > 0)
                .filter(happening -> happening.id().compareTo(asked.getOrDefault("before", "g")) < 0)
                .sorted(Comparator.comparing(Happening::id).reversed())
                .limit(Integer.parseInt(asked.getOrDefault("limit", "50")))
                .forEach(happening -> {
                    ObjectNode action = actions.addObject().put("id", happening.id());
                    action.put("type", happening.kind() + "Ticket")
                            .put("date", happening.at().toString());
                    action.putObject("data").putObject("ticket").put("id", happening.ticket());
                });
        return json(200, actions);
    }

    private Answer ticket(String id) {
        JsonNode ticket = desk.list("tickets").stream()
                .filter(record -> record.path("id").asText().equals(id))
                .findFirst()
                .orElseThrow(() -> new Refusal(404, "There is no such ticket."));
        return json(200, Json.object().set("data", ticket));
    }

    private static Answer json(int status, JsonNode body) {
        byte[] bytes = Json.bytes(body);
        return Answer.json(status, bytes, bytes.length);
    }
}
