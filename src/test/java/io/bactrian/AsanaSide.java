package io.bactrian;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.simulate.asana.Asana;
import io.bactrian.simulate.asana.AsanaSettings;
import io.bactrian.simulate.asana.SimulatedAsana;

/** The simulated Asana that each test of a class has for itself. */
final class AsanaSide extends ToolSide<AsanaSettings, SimulatedAsana> {
    AsanaSide(AsanaSettings usual) {
        super(usual, SimulatedAsana::start);
    }

    Asana asana() {
        return simulated().asana();
    }

    @Override
    ObjectNode credentials() {
        return new ObjectMapper()
                .createObjectNode()
                .put("accessToken", simulated().settings().accessToken());
    }
}
