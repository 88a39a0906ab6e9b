package io.bactrian.route;

import io.bactrian.tool.Tools;
import io.bactrian.tool.declaration.Problem;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Whether a tool can be used: declared, and with every flow that no tool can do without. */
final class Availability {
    private static final Logger LOG = LoggerFactory.getLogger(Availability.class);
    private static final List<String> INDISPENSABLE = List.of("call", "connect", "sync", "health");

    private final CamelContext context;
    private final Tools tools;

    Availability(CamelContext context, Tools tools) {
        this.context = context;
        this.tools = tools;
    }

    /** @param problems of the tool's files, which then are the reason */
    void judge(String tool, List<Problem> problems) {
        List<String> missing = INDISPENSABLE.stream()
                .map(flow -> tool + "-" + flow)
                .filter(id -> context.getRoute(id) == null)
                .toList();
        if (missing.isEmpty() && tools.find(tool).isPresent()) {
            tools.enable(tool);
            return;
        }
        String reason = reason(missing, problems);
        // A new tool comes in file by file, and lacks something until the last one is there.
        boolean isAwaited = problems.isEmpty()
                && (tools.find(tool).isEmpty() || tools.unavailable(tool).isPresent());
        tools.disable(tool, reason);
        LOG.atLevel(isAwaited ? Level.INFO : Level.ERROR).log("The tool {} is unavailable: {}", tool, reason);
    }

    private static String reason(List<String> missing, List<Problem> problems) {
        List<String> parts = new ArrayList<>();
        if (!missing.isEmpty()) {
            parts.add("not loaded: " + String.join(", ", missing));
        }
        problems.forEach(problem -> parts.add(problem.toString()));
        return parts.isEmpty() ? "it is not declared" : String.join("; ", parts);
    }
}
