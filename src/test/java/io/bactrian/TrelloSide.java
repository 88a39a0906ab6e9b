package io.bactrian;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.bactrian.simulate.trello.SimulatedTrello;
import io.bactrian.simulate.trello.Trello;
import io.bactrian.simulate.trello.TrelloSettings;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The simulated Trello that each test of a class has for itself. */
final class TrelloSide implements BeforeEachCallback, AfterEachCallback {
    private final TrelloSettings usual;
    private SimulatedTrello simulated;

    TrelloSide(TrelloSettings usual) {
        this.usual = usual;
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        simulated = SimulatedTrello.start(usual);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        simulated.close();
    }

    /** Another one instead of the usual one. */
    void start(TrelloSettings settings) {
        simulated.close();
        simulated = SimulatedTrello.start(settings);
    }

    SimulatedTrello simulated() {
        return simulated;
    }

    Trello trello() {
        return simulated.trello();
    }

    /** Connects to it by a tool, ours or one like it. */
    SyncedTool connect(RunningService running, String tool) {
        return SyncedTool.connect(
                running,
                tool,
                simulated,
                new ObjectMapper()
                        .createObjectNode()
                        .put("apiKey", simulated.settings().apiKey())
                        .put("token", simulated.settings().token()));
    }
}
