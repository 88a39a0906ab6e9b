package io.bactrian.simulate.trello;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.simulate.Answer;
import io.bactrian.simulate.Endpoints;
import io.bactrian.simulate.Json;
import io.bactrian.simulate.Request;
import java.util.List;
import java.util.function.Predicate;

/** The endpoints of boards and of what stands on them. */
final class BoardEndpoints {
    private static final String USUAL_OF_CARDS = "commentCard,updateCard:idList";

    private final Workspace workspace;
    private final Actions actions;
    private final CardView cards;

    BoardEndpoints(Workspace workspace, CardView cards) {
        this.workspace = workspace;
        this.actions = new Actions(workspace);
        this.cards = cards;
    }

    void register(Endpoints endpoints) {
        for (String filter : List.of("all", "closed", "open", "visible")) {
            endpoints.get(
                    "/1/boards/{}/cards/" + filter,
                    (request, board) -> Answer.json(200, cards(board, filter, request)));
        }
        endpoints
                .get("/1/boards/{}/cards", (request, board) -> Answer.json(200, cards(board, "open", request)))
                .get("/1/boards/{}/lists", (request, board) -> listed("lists", board, request, isOf(request)))
                .get("/1/boards/{}/labels", (request, board) -> labels(board, request))
                .get("/1/boards/{}/checklists", (request, board) -> listed("checklists", board, request, all -> true))
                .get(
                        "/1/boards/{}/customFields",
                        (request, board) -> listed("customFields", board, request, all -> true))
                .get("/1/boards/{}/actions", (request, board) -> actions(board, request))
                .get("/1/cards/{}/actions", (request, card) -> actionsOfCard(card, request))
                .get("/1/cards/{}/attachments", (request, card) -> part(card, "attachments"))
                .get("/1/cards/{}/customFieldItems", (request, card) -> part(card, "customFieldItems"))
                .get("/1/cards/{}", this::card);
        for (String kind : List.of("boards", "lists", "labels", "checklists", "customFields", "actions")) {
            endpoints.get("/1/" + kind + "/{}", (request, id) -> one(kind, id, request));
        }
    }

    private com.fasterxml.jackson.databind.JsonNode cards(String board, String filter, Request request) {
        Visible.get(workspace, "boards", board);
        return cards.cards(board, filter, request);
    }

    private Answer card(Request request, String id) {
        return Answer.json(200, cards.show(Visible.get(workspace, "cards", id), request));
    }

    private Answer one(String kind, String id, Request request) {
        return Answer.json(200, Selection.fields(Visible.get(workspace, kind, id), request, "all"));
    }

    private Answer part(String card, String part) {
        return Answer.json(200, Visible.get(workspace, "cards", card).path(part));
    }

    private static Predicate<ObjectNode> isOf(Request request) {
        String filter = request.parameters().getOrDefault("filter", "open");
        return list -> Selection.isOf(filter, list);
    }

    private Answer listed(String kind, String board, Request request, Predicate<ObjectNode> which) {
        Visible.get(workspace, "boards", board);
        return Answer.json(
                200,
                Json.array(
                        workspace.of(kind, board).stream().filter(which).toList(),
                        record -> Selection.fields(record, request, "all")));
    }

    /** 50 unless more are asked for. */
    private Answer labels(String board, Request request) {
        Visible.get(workspace, "boards", board);
        return Answer.json(
                200,
                Json.array(
                        workspace.of("labels", board).stream()
                                .limit(Selection.number(request, "limit", 50, 1000))
                                .toList(),
                        label -> Selection.fields(label, request, "all")));
    }

    private Answer actions(String board, Request request) {
        Visible.get(workspace, "boards", board);
        List<ObjectNode> window = actions.window(workspace.of("actions", board), request, "all");
        return Answer.json(200, Json.array(window, action -> Selection.fields(action, request, "all")));
    }

    private Answer actionsOfCard(String card, Request request) {
        Visible.get(workspace, "cards", card);
        List<ObjectNode> ofCard = workspace.all(
                "actions", action -> action.at("/data/card/id").asText().equals(card));
        return Answer.json(200, Json.array(actions.window(ofCard, request, USUAL_OF_CARDS), action -> action));
    }
}
