package io.bactrian;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.bactrian.simulate.asana.Asana;
import io.bactrian.simulate.asana.AsanaSettings;
import io.bactrian.simulate.asana.SimulatedAsana;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The simulated Asana that each test of a class has for itself. */
final class AsanaSide implements BeforeEachCallback, AfterEachCallback {
    private final AsanaSettings usual;
    private SimulatedAsana simulated;

    AsanaSide(AsanaSettings usual) {
        this.usual = usual;
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        simulated = SimulatedAsana.start(usual);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        simulated.close();
    }

    /** Another one instead of the usual one. */
    void start(AsanaSettings settings) {
        simulated.close();
        simulated = SimulatedAsana.start(settings);
    }

    SimulatedAsana simulated() {
        return simulated;
    }

    Asana asana() {
        return simulated.asana();
    }

    /** Connects to it by a tool, ours or one like it. */
    SyncedTool connect(RunningService running, String tool) {
        return SyncedTool.connect(
                running,
                tool,
                simulated,
                new ObjectMapper()
                        .createObjectNode()
                        .put("accessToken", simulated.settings().accessToken()));
    }
}
