package io.bactrian.simulate.trello;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.simulate.Words;
import java.util.List;
import java.util.random.RandomGenerator;

/** What people do to the fields that a board gives its cards. */
final class FieldChanges {
    private final Workspace workspace;
    private final Actions actions;
    private final RandomGenerator chance;

    FieldChanges(Workspace workspace, Actions actions, RandomGenerator chance) {
        this.workspace = workspace;
        this.actions = actions;
        this.chance = chance;
    }

    String add(String board, String name, String type) {
        ObjectNode field = make(board, name, type);
        note("createCustomField", field);
        return field.path("id").asText();
    }

    /** One that the board had from the begin. */
    ObjectNode make(String board, String name, String type) {
        ObjectNode field = Records.customField(workspace.newId(), board, name, type);
        if (type.equals("list")) {
            for (String value : List.of("High", "Low")) {
                ObjectNode option = field.withArray("options")
                        .addObject()
                        .put("id", workspace.newId())
                        .put("idCustomField", field.path("id").asText())
                        .put("color", "red")
                        .put("pos", 16384);
                option.putObject("value").put("text", value);
            }
        }
        return workspace.put("customFields", field);
    }

    void rename(String field, String name) {
        note("updateCustomField", workspace.change("customFields", field, node -> node.put("name", name)));
    }

    /** The cards lose what they have in it, and do not say that they were touched. */
    void remove(String field) {
        ObjectNode removed = workspace.get("customFields", field);
        for (ObjectNode card : workspace.of("cards", removed.path("idModel").asText())) {
            workspace.change("cards", card.path("id").asText(), node -> without(node, field));
        }
        workspace.remove("customFields", one -> one.path("id").asText().equals(field));
        note("deleteCustomField", removed);
    }

    private static ObjectNode without(ObjectNode card, String field) {
        ArrayNode kept = card.arrayNode();
        for (JsonNode item : card.path("customFieldItems")) {
            if (!item.path("idCustomField").asText().equals(field)) {
                kept.add(item);
            }
        }
        return card.set("customFieldItems", kept);
    }

    private void note(String type, ObjectNode field) {
        ObjectNode board = workspace.get("boards", field.path("idModel").asText());
        ObjectNode action = actions.add(type, Words.pick(workspace.ids("members"), chance), board);
        Actions.data(action).set("customField", Actions.named(field));
    }
}
