package io.bactrian.simulate.trello;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.simulate.Json;
import io.bactrian.simulate.Words;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** What people do to the cards of a board, each with the action that Trello writes down for it, or without one. */
final class CardChanges {
    private final Workspace workspace;
    private final Actions actions;
    private final RandomGenerator chance;

    CardChanges(Workspace workspace, Actions actions, RandomGenerator chance) {
        this.workspace = workspace;
        this.actions = actions;
        this.chance = chance;
    }

    String create(String board) {
        ObjectNode card = made(board);
        actions.onCard("createCard", somebody(), workspace.put("cards", card));
        return id(card);
    }

    /** A copy keeps the activity of what it was copied from: it looks older than it is. */
    String copy(String source) {
        ObjectNode from = workspace.get("cards", source);
        ObjectNode card = made(from.path("idBoard").asText())
                .put("name", from.path("name").asText())
                .put("dateLastActivity", from.path("dateLastActivity").asText());
        ObjectNode action = actions.onCard("copyCard", somebody(), workspace.put("cards", card));
        Actions.data(action).set("cardSource", Actions.named(from));
        return id(card);
    }

    /** A mirror shows a card of another place. */
    String mirror(String source) {
        ObjectNode from = workspace.get("cards", source);
        ObjectNode card = made(from.path("idBoard").asText())
                .put("name", from.path("url").asText())
                .put("cardRole", "mirror")
                .put("mirrorSourceId", source);
        actions.onCard("createCard", somebody(), workspace.put("cards", card));
        return id(card);
    }

    void rename(String card) {
        update(card, node -> node.put("name", Words.title(chance)), "name");
    }

    void describe(String card) {
        update(
                card,
                node -> node.put("desc", "**" + Words.sentence(chance) + "**\n\n" + Words.sentence(chance)),
                "desc");
    }

    void schedule(String card) {
        String due = workspace.now().plusSeconds(86_400L * chance.nextInt(60)).toString();
        update(card, node -> node.put("due", due).put("dueComplete", chance.nextInt(3) == 0), "due");
    }

    void archive(String card, boolean isArchived) {
        update(card, node -> node.put("closed", isArchived), "closed");
    }

    void move(String card) {
        ObjectNode before = workspace.get("cards", card);
        String list = list(before.path("idBoard").asText());
        ObjectNode action = update(card, node -> node.put("idList", list), "idList");
        Actions.data(action)
                .set(
                        "listBefore",
                        Actions.named(
                                workspace.get("lists", before.path("idList").asText())));
        Actions.data(action).set("listAfter", Actions.named(workspace.get("lists", list)));
    }

    /** To another board: its labels and values stay behind, and both boards write it down. */
    void moveTo(String card, String board) {
        ObjectNode from = workspace.get("cards", card);
        actions.onCard("moveCardFromBoard", somebody(), from);
        ObjectNode moved = active(card, node -> {
            node.put("idBoard", board).put("idList", list(board)).putArray("idLabels");
            node.putArray("customFieldItems");
        });
        for (JsonNode checklist : moved.path("idChecklists")) {
            workspace.change("checklists", checklist.asText(), node -> node.put("idBoard", board));
        }
        actions.onCard("moveCardToBoard", somebody(), moved);
    }

    /** With its comments; what is written down of it has no name any more. */
    void delete(String card) {
        ObjectNode deleted = workspace.get("cards", card);
        ObjectNode action = actions.onCard("deleteCard", somebody(), deleted);
        ((ObjectNode) Actions.data(action).path("card")).remove("name");
        workspace.remove(
                "checklists", checklist -> checklist.path("idCard").asText().equals(card));
        workspace.remove("actions", comment -> isCommentOn(comment, card));
        workspace.remove("cards", node -> id(node).equals(card));
    }

    /** Nothing is written down of a place on the board, nor does the card say that it was touched. */
    void reposition(String card) {
        workspace.change("cards", card, node -> node.put("pos", chance.nextInt(1_000_000) + 0.5));
    }

    void assign(String card) {
        String member = somebody();
        ObjectNode changed = active(card, node -> toggle(node.withArray("idMembers"), member));
        boolean isAdded = contains(changed.path("idMembers"), member);
        ObjectNode action = actions.onCard(isAdded ? "addMemberToCard" : "removeMemberFromCard", somebody(), changed);
        Actions.data(action).put("idMember", member);
    }

    void label(String card) {
        String board = workspace.get("cards", card).path("idBoard").asText();
        ObjectNode label = Words.pick(workspace.of("labels", board), chance);
        ObjectNode changed = active(card, node -> toggle(node.withArray("idLabels"), id(label)));
        boolean isAdded = contains(changed.path("idLabels"), id(label));
        ObjectNode action = actions.onCard(isAdded ? "addLabelToCard" : "removeLabelFromCard", somebody(), changed);
        Actions.data(action).set("label", Actions.named(label));
    }

    void attach(String card) {
        ObjectNode attachment = Records.attachment(workspace.newId(), somebody(), Words.title(chance) + ".pdf");
        ObjectNode changed = active(card, node -> node.withArray("attachments").add(attachment));
        ObjectNode action = actions.onCard("addAttachmentToCard", somebody(), changed);
        Actions.data(action).set("attachment", Actions.named(attachment));
    }

    void addChecklist(String card) {
        ObjectNode holder = workspace.get("cards", card);
        ObjectNode checklist =
                Records.checklist(workspace.newId(), holder.path("idBoard").asText(), card, Words.title(chance));
        for (int item = 0; item <= chance.nextInt(4); item++) {
            checklist
                    .withArray("checkItems")
                    .add(Records.checkItem(
                            workspace.newId(), id(checklist), Words.title(chance), chance.nextBoolean()));
        }
        workspace.put("checklists", checklist);
        ObjectNode changed = active(card, node -> node.withArray("idChecklists").add(id(checklist)));
        Actions.data(actions.onCard("addChecklistToCard", somebody(), changed))
                .set("checklist", Actions.named(checklist));
    }

    /** Ticks the first item of a card's first list, or takes the tick away. */
    void check(String card) {
        String checklist = workspace.get("cards", card).at("/idChecklists/0").asText();
        if (!workspace.has("checklists", checklist)) {
            addChecklist(card);
            return;
        }
        workspace.change("checklists", checklist, node -> {
            ObjectNode item = (ObjectNode) node.at("/checkItems/0");
            item.put("state", item.path("state").asText().equals("complete") ? "incomplete" : "complete");
            return node;
        });
        actions.onCard("updateCheckItemStateOnCard", somebody(), active(card, node -> {}));
    }

    /** A value of each of the board's fields; numbers and ticks are texts. */
    void fill(String card) {
        ObjectNode holder = workspace.get("cards", card);
        ArrayNode values = Json.array();
        for (ObjectNode field :
                workspace.of("customFields", holder.path("idBoard").asText())) {
            values.add(value(field, card));
        }
        ObjectNode changed = active(card, node -> node.set("customFieldItems", values));
        actions.onCard("updateCustomFieldItem", somebody(), changed);
    }

    private ObjectNode value(ObjectNode field, String card) {
        ObjectNode item = Json.object()
                .put("id", workspace.newId())
                .put("idCustomField", id(field))
                .put("idModel", card)
                .put("modelType", "card");
        switch (field.path("type").asText()) {
            case "number" -> item.putObject("value").put("number", Integer.toString(chance.nextInt(100)));
            case "checkbox" -> item.putObject("value").put("checked", "true");
            case "date" -> item.putObject("value").put("date", workspace.now().toString());
            case "list" -> item.put("value", (String) null).set("idValue", field.at("/options/0/id"));
            default -> item.putObject("value").put("text", Words.sentence(chance));
        }
        return item;
    }

    /** Notes that a card was changed in a field, with what stood there before. */
    private ObjectNode update(String card, Consumer<ObjectNode> change, String field) {
        JsonNode old = workspace.get("cards", card).path(field);
        ObjectNode changed = active(card, change);
        ObjectNode action = actions.onCard("updateCard", somebody(), changed);
        ObjectNode data = Actions.data(action);
        data.putObject("old").set(field, old);
        ((ObjectNode) data.path("card")).set(field, changed.path(field));
        return action;
    }

    private ObjectNode active(String card, Consumer<ObjectNode> change) {
        return workspace.change("cards", card, node -> {
            change.accept(node);
            return node.put("dateLastActivity", workspace.now().toString());
        });
    }

    private ObjectNode made(String board) {
        workspace.get("boards", board);
        int number = workspace.of("cards", board).size() + 1;
        return Records.card(workspace.newId(), board, list(board), number, Words.title(chance))
                .put("dateLastActivity", workspace.now().toString());
    }

    private String list(String board) {
        List<ObjectNode> lists = workspace.of("lists", board);
        return id(Words.pick(lists, chance));
    }

    private String somebody() {
        return Words.pick(workspace.ids("members"), chance);
    }

    static boolean isCommentOn(JsonNode action, String card) {
        return action.path("type").asText().equals("commentCard")
                && action.at("/data/card/id").asText().equals(card);
    }

    private static String id(JsonNode record) {
        return record.path("id").asText();
    }

    private static boolean contains(JsonNode array, String text) {
        for (JsonNode element : array) {
            if (element.asText().equals(text)) {
                return true;
            }
        }
        return false;
    }

    private static void toggle(ArrayNode array, String text) {
        for (int at = 0; at < array.size(); at++) {
            if (array.get(at).asText().equals(text)) {
                array.remove(at);
                return;
            }
        }
        array.add(text);
    }
}
