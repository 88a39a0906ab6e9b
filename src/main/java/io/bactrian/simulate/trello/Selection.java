package io.bactrian.simulate.trello;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.simulate.Json;
import io.bactrian.simulate.Request;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** What of the records, and what of each of them, a request asks for. */
final class Selection {
    private Selection() {}

    /** The records whose id lies between the bounds of a request; Trello does not say whether it means them too, so they are not. */
    static Stream<ObjectNode> within(List<ObjectNode> records, Request request, UnaryOperator<String> bound) {
        String since = request.parameter("since");
        String before = request.parameter("before");
        String least = since == null ? "" : bound.apply(since);
        String most = before == null ? "g" : bound.apply(before);
        return records.stream().filter(record -> {
            String id = record.path("id").asText();
            return id.compareTo(least) > 0 && id.compareTo(most) < 0;
        });
    }

    /** Archived or not, as a filter says. */
    static boolean isOf(String filter, JsonNode record) {
        boolean closed = record.path("closed").asBoolean();
        return switch (filter) {
            case "all" -> true;
            case "closed" -> closed;
            case "open", "visible" -> !closed;
            default -> throw new Refusal(400, "invalid value for filter");
        };
    }

    /** The fields asked for, or the usual ones; the id always. */
    static ObjectNode fields(ObjectNode record, Request request, String usual) {
        String asked = request.parameters().getOrDefault("fields", usual);
        if (asked.equals("all")) {
            return record;
        }
        ObjectNode part = Json.object().put("id", record.path("id").asText());
        for (String field : asked.split(",")) {
            if (record.has(field)) {
                part.set(field, record.path(field));
            }
        }
        return part;
    }

    static int number(Request request, String name, int usual, int most) {
        String text = request.parameters().getOrDefault(name, Integer.toString(usual));
        if (!text.matches("[0-9]{1,6}") || Integer.parseInt(text) > most) {
            throw new Refusal(400, "invalid value for " + name);
        }
        return Integer.parseInt(text);
    }

    static boolean isAsked(Request request, String name) {
        String value = request.parameters().getOrDefault(name, "false");
        return value.equals("true") || value.equals("all");
    }
}
