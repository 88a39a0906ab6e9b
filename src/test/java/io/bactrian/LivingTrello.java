package io.bactrian;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.simulate.trello.SimulatedTrello;
import io.bactrian.simulate.trello.Trello;
import io.bactrian.simulate.trello.TrelloSettings;
import java.util.List;
import java.util.Random;

/** A Trello in which cards, comments, checklists, lists and boards come, change, move and go. */
final class LivingTrello extends LivingTool {
    private static final List<String> TO_CARDS = List.of(
            "copy",
            "mirror",
            "delete_comment",
            "restore",
            "delete",
            "delete",
            "reposition",
            "attach",
            "add_checklist",
            "fill");

    private static final List<String> FIELD_TYPES = List.of("text", "number", "checkbox", "date", "list");

    private final SimulatedTrello simulated;
    private final Trello trello;

    private LivingTrello(SimulatedTrello simulated) {
        super("trello", simulated);
        this.simulated = simulated;
        this.trello = simulated.trello();
    }

    static LivingTrello start(long seed) {
        return new LivingTrello(SimulatedTrello.start(TrelloSettings.defaults()
                .withBoards(3)
                .withCards(8)
                .withSeed(seed)
                .withLimits(100_000, 100_000)));
    }

    @Override
    void happen(Random chance) {
        String card = pick(trello.ids("cards"), chance);
        String board = pick(trello.ids("boards"), chance);
        switch (chance.nextInt(20)) {
            case 0, 1, 2, 3, 4, 5 -> trello.change(pick(TO_CARDS, chance), card);
            case 6 -> trello.change("create", board);
            case 7 -> trello.moveTo(card, board);
            case 8 -> trello.change("rename_list", board);
            case 9 -> trello.change("rename_label", board);
            case 10 -> rarely(board, chance);
            case 11 -> changeFields(board, chance);
            default -> trello.changeSomething();
        }
        if (trello.ids("cards").size() < 5) {
            trello.change("create", pick(trello.ids("boards"), chance));
        }
    }

    private void changeFields(String board, Random chance) {
        List<String> fields = trello.ids("customFields");
        switch (chance.nextInt(3)) {
            case 0 -> trello.addField(board, "Field " + chance.nextInt(5), pick(FIELD_TYPES, chance));
            case 1 -> trello.renameField(pick(fields, chance), "Field " + chance.nextInt(5));
            default -> {
                if (fields.size() > 5) {
                    trello.removeField(pick(fields, chance));
                }
            }
        }
    }

    private void rarely(String board, Random chance) {
        switch (chance.nextInt(5)) {
            case 0 -> trello.change("create_board", "");
            case 1 -> trello.change("rename_board", board);
            case 2, 3 ->
                toggle(
                        "hidden",
                        trello.ids("boards"),
                        chance,
                        (id, is) -> trello.change(is ? "hide_board" : "show_board", id));
            default -> {
                if (trello.ids("boards").size() > 2) {
                    trello.change("delete_board", board);
                }
            }
        }
    }

    @Override
    List<ShownRecords> shown() {
        return List.of(
                ShownRecords.of("id", trello.shown("organizations"), "organizations"),
                ShownRecords.of("id", trello.shown("boards"), "boards"),
                ShownRecords.of("id", trello.shown("lists"), "lists"),
                ShownRecords.of("id", trello.shown("labels"), "labels"),
                ShownRecords.of("id", trello.shown("customFields"), "custom_fields"),
                ShownRecords.of("id", trello.shown("checklists"), "checklists"),
                ShownRecords.of("id", trello.shown("cards"), "cards"));
    }

    @Override
    ObjectNode credentials() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("apiKey", simulated.settings().apiKey())
                .put("token", simulated.settings().token());
    }
}
