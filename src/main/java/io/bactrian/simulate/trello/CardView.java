package io.bactrian.simulate.trello;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.simulate.Json;
import io.bactrian.simulate.Request;
import java.util.Comparator;
import java.util.List;

/** Shows cards as a request asks for them, put together from what is stored apart. */
final class CardView {
    private static final List<String> NESTED = List.of("attachments", "customFieldItems", "checklists");
    private static final int MOST = 1000;

    private final Workspace workspace;
    private final int most;

    CardView(Workspace workspace, int most) {
        this.workspace = workspace;
        this.most = most;
    }

    /**
     * The cards of a board: all of them, or the newest ones below a bound. Within an answer they stand as on the board, whatever
     * their ids are.
     */
    ArrayNode cards(String board, String filter, Request request) {
        long nested =
                NESTED.stream().filter(part -> Selection.isAsked(request, part)).count();
        int limit = Selection.number(request, "limit", MOST, MOST);
        List<ObjectNode> wanted = Selection.within(workspace.of("cards", board), request, Actions::bound)
                .filter(card -> Selection.isOf(filter, card))
                .sorted(Comparator.comparing(
                                (ObjectNode card) -> card.path("id").asText())
                        .reversed())
                .limit(limit)
                .sorted(Comparator.comparingDouble(card -> card.path("pos").asDouble()))
                .toList();
        boolean isUnlimited = request.parameter("limit") == null
                && workspace.of("cards", board).size() > MOST;
        if (isUnlimited || Math.min(limit, wanted.size()) * (1 + nested) > most) {
            throw Refusal.tooManyCards();
        }
        return Json.array(wanted, card -> show(card, request));
    }

    ObjectNode show(ObjectNode stored, Request request) {
        ObjectNode whole = whole(stored);
        whole.remove(NESTED);
        ObjectNode shown = Selection.fields(whole, request, "all");
        for (String part : NESTED) {
            if (Selection.isAsked(request, part)) {
                shown.set(part, part.equals("checklists") ? checklists(stored) : stored.path(part));
            }
        }
        return shown;
    }

    private ArrayNode checklists(ObjectNode card) {
        ArrayNode checklists = Json.array();
        card.path("idChecklists").forEach(id -> checklists.add(workspace.get("checklists", id.asText())));
        return checklists;
    }

    private ObjectNode whole(ObjectNode stored) {
        ObjectNode card = stored.deepCopy();
        ArrayNode labels = card.putArray("labels");
        stored.path("idLabels").forEach(id -> labels.add(workspace.get("labels", id.asText())));
        int items = 0;
        int checked = 0;
        for (var list : checklists(stored)) {
            for (var item : list.path("checkItems")) {
                items++;
                checked += item.path("state").asText().equals("complete") ? 1 : 0;
            }
        }
        card.set("badges", badges(stored, items, checked));
        return card;
    }

    private ObjectNode badges(ObjectNode card, int items, int checked) {
        return Json.object()
                .put("votes", 0)
                .put("viewingMemberVoted", false)
                .put("subscribed", false)
                .put("checkItems", items)
                .put("checkItemsChecked", checked)
                .put("comments", card.at("/badges/comments").asInt())
                .put("attachments", card.path("attachments").size())
                .put("description", !card.path("desc").asText().isEmpty())
                .put("dueComplete", card.path("dueComplete").asBoolean());
    }
}
