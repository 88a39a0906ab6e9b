package io.bactrian.simulate.trello;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.simulate.Words;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** What is in a simulated Trello and what its people do: reads and changes it past all endpoints. */
public final class Trello {
    private static final Instant FIRST = Instant.parse("2024-03-04T08:00:00Z");
    private static final List<String> USUAL = List.of(
            "create",
            "rename",
            "describe",
            "comment",
            "comment",
            "edit_comment",
            "move",
            "archive",
            "check",
            "assign",
            "label",
            "schedule");

    private final Random chance;
    private final Workspace workspace = new Workspace();
    private final BoardChanges boards;
    private final FieldChanges fields;
    private final CardChanges cards;
    private final CommentChanges comments;

    Trello(TrelloSettings settings) {
        chance = new Random(settings.seed());
        Actions actions = new Actions(workspace);
        fields = new FieldChanges(workspace, actions, chance);
        boards = new BoardChanges(workspace, actions, fields, chance);
        cards = new CardChanges(workspace, actions, chance);
        comments = new CommentChanges(workspace, actions, chance);
        workspace.at(FIRST, () -> people(settings.members()));
        long minutes = 0;
        for (int board = 0; board < settings.boards(); board++) {
            workspace.at(FIRST.plusSeconds(60 * ++minutes), boards::create);
            String id = workspace.ids("boards").get(board);
            for (int card = 0; card < settings.cards(); card++) {
                workspace.at(FIRST.plusSeconds(60 * (minutes += 17)), () -> card(id));
            }
        }
    }

    private void people(int members) {
        for (int number = 1; number <= members; number++) {
            workspace.put("members", Records.member(workspace.newId(), number));
        }
        boards.organization("Acme Works");
        boards.organization("Side projects");
    }

    private void card(String board) {
        List<ObjectNode> before = workspace.of("cards", board);
        int kind = chance.nextInt(20);
        String card = before.isEmpty() || kind > 5
                ? cards.create(board)
                : kind == 0 ? cards.mirror(some(before)) : cards.copy(some(before));
        for (String what : List.of(
                "describe",
                "assign",
                "label",
                "comment",
                "comment",
                "schedule",
                "fill",
                "attach",
                "add_checklist",
                "edit_comment")) {
            if (chance.nextInt(3) == 0) {
                change(what, card);
            }
        }
        if (chance.nextInt(8) == 0) {
            cards.archive(card, true);
        }
    }

    private String some(List<ObjectNode> records) {
        return Words.pick(records, chance).path("id").asText();
    }

    /** Some change that people make all day; never a deletion. */
    public void changeSomething() {
        workspace.at(workspace.now(), this::something);
    }

    void changeSomething(Instant then) {
        workspace.at(then, this::something);
    }

    Instant now() {
        return workspace.now();
    }

    private void something() {
        List<String> all = workspace.ids("cards");
        if (all.isEmpty()) {
            workspace.ids("boards").stream().findFirst().ifPresent(cards::create);
            return;
        }
        change(Words.pick(USUAL, chance), Words.pick(all, chance));
    }

    /**
     * Does what people do.
     *
     * @param what such as {@code rename} or {@code delete_comment}
     * @param id the card or, for what is done to a board, the board
     * @return the id of what was made, else the id given
     */
    public String change(String what, String id) {
        // Nobody sees a change half done.
        synchronized (workspace) {
            return done(what, id);
        }
    }

    private String done(String what, String id) {
        switch (what) {
            case "create" -> {
                return cards.create(workspace.has("cards", id) ? boardOf(id) : id);
            }
            case "copy" -> {
                return cards.copy(id);
            }
            case "mirror" -> {
                return cards.mirror(id);
            }
            case "create_board" -> {
                return boards.create();
            }
            case "comment" -> {
                return comments.comment(id);
            }
            case "edit_comment" -> comments.edit(id);
            case "delete_comment" -> comments.delete(id);
            case "rename_board" -> boards.rename(id);
            case "archive_board" -> boards.archive(id, true);
            case "rename_list" -> boards.renameList(id);
            case "rename_label" -> boards.renameLabel(id);
            case "delete_board" -> workspace.deleteBoard(id);
            case "hide_board" -> workspace.hide(id, true);
            case "show_board" -> workspace.hide(id, false);
            default -> changeCard(what, id);
        }
        return id;
    }

    private void changeCard(String what, String card) {
        switch (what) {
            case "rename" -> cards.rename(card);
            case "describe" -> cards.describe(card);
            case "schedule" -> cards.schedule(card);
            case "archive" -> cards.archive(card, true);
            case "restore" -> cards.archive(card, false);
            case "move" -> cards.move(card);
            case "delete" -> cards.delete(card);
            case "reposition" -> cards.reposition(card);
            case "assign" -> cards.assign(card);
            case "label" -> cards.label(card);
            case "attach" -> cards.attach(card);
            case "add_checklist" -> cards.addChecklist(card);
            case "check" -> cards.check(card);
            case "fill" -> cards.fill(card);
            default -> throw new IllegalArgumentException("there is no change of kind '" + what + "'");
        }
    }

    /** Moves a card to another board. */
    public void moveTo(String card, String board) {
        cards.moveTo(card, board);
    }

    /** Gives a board's cards one more field; its id. */
    public String addField(String board, String name, String type) {
        return fields.add(board, name, type);
    }

    public void renameField(String field, String name) {
        fields.rename(field, name);
    }

    public void removeField(String field) {
        fields.remove(field);
    }

    /** The ids of a kind, such as {@code cards}, in the order they were made. */
    public List<String> ids(String kind) {
        return workspace.ids(kind);
    }

    /** The record itself, without what answers put together. */
    public JsonNode truth(String kind, String id) {
        return workspace.get(kind, id);
    }

    /** The records of a kind that the token's member may see, without what answers put together. */
    public List<ObjectNode> shown(String kind) {
        return workspace.all(kind, record -> !workspace.isHidden(kind, record));
    }

    /** How many there are of each kind. */
    public Map<String, Long> counts() {
        return workspace.counts();
    }

    Workspace workspace() {
        return workspace;
    }

    private String boardOf(String card) {
        return workspace.get("cards", card).path("idBoard").asText();
    }
}
