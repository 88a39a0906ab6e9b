package io.bactrian.simulate.trello;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.simulate.Words;
import java.util.List;
import java.util.random.RandomGenerator;

/** What people do to comments. A comment is an action; to edit or remove it is another action, and the date of the first stays. */
final class CommentChanges {
    private final Workspace workspace;
    private final Actions actions;
    private final RandomGenerator chance;

    CommentChanges(Workspace workspace, Actions actions, RandomGenerator chance) {
        this.workspace = workspace;
        this.actions = actions;
        this.chance = chance;
    }

    String comment(String card) {
        ObjectNode changed = counted(card, 1);
        ObjectNode comment = actions.onCard("commentCard", somebody(), changed);
        Actions.data(comment).put("text", Words.sentence(chance));
        return comment.path("id").asText();
    }

    /** Edits the first comment of a card; without one, writes it. */
    void edit(String card) {
        List<ObjectNode> comments = on(card);
        if (comments.isEmpty()) {
            comment(card);
            return;
        }
        ObjectNode comment = comments.get(0);
        String old = comment.at("/data/text").asText();
        String text = Words.sentence(chance) + " (edited)";
        workspace.change("actions", comment.path("id").asText(), action -> {
            Actions.data(action)
                    .put("text", text)
                    .put("dateLastEdited", workspace.now().toString());
            return action;
        });
        ObjectNode edit = actions.onCard("updateComment", somebody(), counted(card, 0));
        ObjectNode data = Actions.data(edit);
        data.putObject("action").put("id", comment.path("id").asText()).put("text", text);
        data.putObject("old").put("text", old);
    }

    /** Removes the first comment of a card, if it has one. */
    void delete(String card) {
        on(card).stream().findFirst().ifPresent(comment -> {
            String id = comment.path("id").asText();
            workspace.remove("actions", action -> action.path("id").asText().equals(id));
            ObjectNode removal = actions.onCard("deleteComment", somebody(), counted(card, -1));
            Actions.data(removal).putObject("action").put("id", id);
        });
    }

    private List<ObjectNode> on(String card) {
        workspace.get("cards", card);
        return workspace.all("actions", action -> CardChanges.isCommentOn(action, card));
    }

    private ObjectNode counted(String card, int more) {
        return workspace.change("cards", card, node -> {
            int comments = node.at("/badges/comments").asInt() + more;
            node.putObject("badges").put("comments", comments);
            return node.put("dateLastActivity", workspace.now().toString());
        });
    }

    private String somebody() {
        return Words.pick(workspace.ids("members"), chance);
    }
}
