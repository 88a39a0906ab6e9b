package io.bactrian.simulate.jira;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.bactrian.simulate.Json;
import io.bactrian.simulate.Request;
import java.util.List;
import java.util.function.Predicate;

/** Cuts lists into the pages that a request asks for. */
final class Pages {

    private Pages() {}

    /** A bare array without total, as users are listed: what is not shown leaves its page shorter. */
    static ArrayNode bare(List<ObjectNode> all, Request request, Predicate<ObjectNode> shown) {
        int start = Math.min(all.size(), number(request, "startAt", 0));
        int size = Math.min(1000, number(request, "maxResults", 50));
        ArrayNode page = Json.array();
        all.subList(start, Math.min(all.size(), start + size)).stream()
                .filter(shown)
                .forEach(page::add);
        return page;
    }

    /** A page with its total, its values under the given name. */
    static ObjectNode counted(List<? extends JsonNode> all, Request request, String name, int standard, int most) {
        int start = number(request, "startAt", 0);
        int size = Math.min(most, number(request, "maxResults", standard));
        ObjectNode page =
                Json.object().put("startAt", start).put("maxResults", size).put("total", all.size());
        page.set(name, slice(all, start, size));
        return page;
    }

    /** Texts instead of objects. */
    static List<TextNode> texts(List<String> texts) {
        return texts.stream().map(TextNode::valueOf).toList();
    }

    static ObjectNode withLast(ObjectNode page, String name) {
        int end = page.path("startAt").asInt() + page.path(name).size();
        return page.put("isLast", end >= page.path("total").asInt());
    }

    static int number(Request request, String name, int standard) {
        String text = request.parameter(name);
        if (text == null || text.isEmpty()) {
            return standard;
        }
        if (!text.matches("[0-9]{1,9}")) {
            throw new Refusal(400, name + " must be a number that is not negative.");
        }
        return Integer.parseInt(text);
    }

    private static ArrayNode slice(List<? extends JsonNode> all, int start, int size) {
        ArrayNode slice = Json.array();
        for (int at = start; at < Math.min((long) start + size, all.size()); at++) {
            slice.add(all.get(at));
        }
        return slice;
    }
}
