package io.bactrian;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.simulate.jira.JiraSettings;
import io.bactrian.simulate.jira.SimulatedJira;

/** The simulated Jira that each test of a class has for itself. */
final class JiraSide extends ToolSide<JiraSettings, SimulatedJira> {
    JiraSide(JiraSettings usual) {
        super(usual, SimulatedJira::start);
    }

    /** What a service makes of it. */
    JiraTrial trial(RunningService running) {
        return new JiraTrial(running, simulated());
    }

    @Override
    ObjectNode credentials() {
        return new ObjectMapper()
                .createObjectNode()
                .put("username", simulated().settings().username())
                .put("apiToken", simulated().settings().apiToken());
    }
}
