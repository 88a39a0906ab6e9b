package io.bactrian;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.access.Caller;
import io.bactrian.connection.NewIntegration;
import io.bactrian.simulate.generic.Desk;
import io.bactrian.simulate.generic.DeskSettings;
import io.bactrian.simulate.generic.SimulatedDesk;

/** The simulated help desk that each test of a class has for itself; it lets in everybody. */
final class DeskSide extends ToolSide<DeskSettings, SimulatedDesk> {
    private static final ObjectMapper JSON = new ObjectMapper();

    DeskSide(DeskSettings usual) {
        super(usual, SimulatedDesk::start);
    }

    Desk desk() {
        return simulated().desk();
    }

    @Override
    ObjectNode credentials() {
        return JSON.createObjectNode().put("type", "none");
    }

    /** Connects to it by streams that the integration declares. */
    SyncedTool connectBy(RunningService running, String... streams) {
        ObjectNode config = JSON.createObjectNode().put("baseUrl", simulated().address() + "/open");
        for (String stream : streams) {
            config.withArray("streams").add(json(stream));
        }
        NewIntegration request = new NewIntegration("generic", "desk", null, config, credentials(), null, null, null);
        return new SyncedTool(running, running.operations().connectToTool(Caller.SYSTEM, request, true));
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
