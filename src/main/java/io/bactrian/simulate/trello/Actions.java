package io.bactrian.simulate.trello;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.simulate.Json;
import io.bactrian.simulate.Request;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Writes down what is done, and shows it newest first. */
final class Actions {
    private static final int USUAL = 50;
    private static final int MOST = 1000;
    private static final Comparator<ObjectNode> NEWEST = Comparator.<ObjectNode, String>comparing(
                    action -> action.path("id").asText())
            .reversed();

    private final Workspace workspace;

    Actions(Workspace workspace) {
        this.workspace = workspace;
    }

    /** What was done to a board; its data are for the caller to complete. */
    ObjectNode add(String type, String member, ObjectNode board) {
        ObjectNode action = Json.object()
                .put("id", workspace.newId())
                .put("idMemberCreator", member)
                .put("type", type)
                .put("date", workspace.now().toString());
        action.putObject("data")
                .set(
                        "board",
                        named(board).put("shortLink", board.path("shortLink").asText()));
        action.putObject("limits");
        ObjectNode creator = action.putObject("memberCreator");
        for (String field : List.of("id", "username", "fullName", "initials")) {
            creator.set(field, workspace.get("members", member).path(field));
        }
        return workspace.put("actions", action);
    }

    /** What was done to a card. */
    ObjectNode onCard(String type, String member, ObjectNode card) {
        ObjectNode action =
                add(type, member, workspace.get("boards", card.path("idBoard").asText()));
        ObjectNode data = data(action);
        data.set(
                "card",
                named(card)
                        .put("idShort", card.path("idShort").asInt())
                        .put("shortLink", card.path("shortLink").asText()));
        data.set("list", named(workspace.get("lists", card.path("idList").asText())));
        return action;
    }

    static ObjectNode data(ObjectNode action) {
        return (ObjectNode) action.path("data");
    }

    static ObjectNode named(JsonNode record) {
        return Json.object()
                .put("id", record.path("id").asText())
                .put("name", record.path("name").asText());
    }

    /** The window of a board's, or a card's, actions that a request asks for. */
    List<ObjectNode> window(List<ObjectNode> actions, Request request, String usualTypes) {
        int limit = Selection.number(request, "limit", USUAL, MOST);
        String types = request.parameters().getOrDefault("filter", usualTypes);
        Set<String> wanted = Set.of(types.split(","));
        Stream<ObjectNode> found = Selection.within(actions, request, Actions::bound)
                .filter(action -> wanted.contains("all")
                        || wanted.contains(action.path("type").asText()));
        return found.sorted(NEWEST)
                .skip((long) limit * Selection.number(request, "page", 0, 19))
                .limit(limit)
                .toList();
    }

    /** A bound is an id or a date; a date stands for the first id of its second. */
    static String bound(String text) {
        try {
            return text.matches("[0-9a-f]{24}") ? text : ObjectIds.first(Instant.parse(text));
        } catch (DateTimeParseException neither) {
            throw new Refusal(400, "invalid value for since");
        }
    }
}
