package io.bactrian.simulate.trello;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.simulate.Words;
import java.util.List;
import java.util.random.RandomGenerator;

/** What people do to boards and to what belongs to all their cards. */
final class BoardChanges {
    private static final List<String> NAMES =
            List.of("Platform", "Website", "Hiring", "Support", "Übergabe", "Roadmap");

    private final Workspace workspace;
    private final Actions actions;
    private final FieldChanges fields;
    private final RandomGenerator chance;

    BoardChanges(Workspace workspace, Actions actions, FieldChanges fields, RandomGenerator chance) {
        this.workspace = workspace;
        this.actions = actions;
        this.fields = fields;
        this.chance = chance;
    }

    String organization(String name) {
        ObjectNode organization = Records.organization(workspace.newId(), name);
        for (String member : workspace.ids("members")) {
            organization.withArray("memberships").add(Records.membership(workspace.newId(), member, "normal"));
        }
        return workspace.put("organizations", organization).path("id").asText();
    }

    String create() {
        int number = workspace.ids("boards").size();
        String organization = Words.pick(workspace.ids("organizations"), chance);
        ObjectNode board =
                Records.board(workspace.newId(), NAMES.get(number % NAMES.size()) + " " + (number + 1), organization);
        String id = board.path("id").asText();
        for (String member : workspace.ids("members")) {
            if (chance.nextInt(4) > 0) {
                board.withArray("memberships").add(Records.membership(workspace.newId(), member, "normal"));
            }
        }
        workspace.put("boards", board);
        furnish(id);
        actions.add("createBoard", Words.pick(workspace.ids("members"), chance), board);
        return id;
    }

    private void furnish(String board) {
        int position = 0;
        for (String name : List.of("To do", "Doing", "Done", "Ideas of 2024")) {
            boolean isArchived = name.startsWith("Ideas");
            workspace.put("lists", Records.list(workspace.newId(), board, name, isArchived, ++position * 65536.5));
        }
        for (String color : List.of("green", "yellow", "red", "blue", "")) {
            String name = color.equals("green") ? "" : color.isEmpty() ? "quiet" : "is " + color;
            workspace.put("labels", Records.label(workspace.newId(), board, name, color));
        }
        for (String type : List.of("text", "number", "checkbox", "date", "list")) {
            fields.make(board, "A " + type, type);
        }
    }

    void rename(String board) {
        ObjectNode renamed = workspace.change("boards", board, node -> node.put("name", Words.title(chance)));
        actions.add("updateBoard", Words.pick(workspace.ids("members"), chance), renamed);
    }

    void archive(String board, boolean isArchived) {
        ObjectNode archived = workspace.change("boards", board, node -> node.put("closed", isArchived));
        actions.add("updateBoard", Words.pick(workspace.ids("members"), chance), archived);
    }

    void renameList(String board) {
        ObjectNode list = Words.pick(workspace.of("lists", board), chance);
        ObjectNode renamed =
                workspace.change("lists", list.path("id").asText(), node -> node.put("name", Words.title(chance)));
        ObjectNode action =
                actions.add("updateList", Words.pick(workspace.ids("members"), chance), workspace.get("boards", board));
        Actions.data(action).set("list", Actions.named(renamed));
    }

    /** Nothing is written down of a label's name, which all cards with it show from now on. */
    void renameLabel(String board) {
        ObjectNode label = Words.pick(workspace.of("labels", board), chance);
        workspace.change("labels", label.path("id").asText(), node -> node.put("name", Words.title(chance)));
    }
}
