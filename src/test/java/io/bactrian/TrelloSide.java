package io.bactrian;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.simulate.trello.SimulatedTrello;
import io.bactrian.simulate.trello.Trello;
import io.bactrian.simulate.trello.TrelloSettings;

/** The simulated Trello that each test of a class has for itself. */
final class TrelloSide extends ToolSide<TrelloSettings, SimulatedTrello> {
    TrelloSide(TrelloSettings usual) {
        super(usual, SimulatedTrello::start);
    }

    Trello trello() {
        return simulated().trello();
    }

    @Override
    ObjectNode credentials() {
        return new ObjectMapper()
                .createObjectNode()
                .put("apiKey", simulated().settings().apiKey())
                .put("token", simulated().settings().token());
    }
}
