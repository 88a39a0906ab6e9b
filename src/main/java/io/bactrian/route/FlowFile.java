package io.bactrian.route;

import io.bactrian.tool.declaration.Problem;
import java.util.List;

/**
 * One file of the routes directory as it was found at the last look.
 *
 * @param path below the routes directory, with {@code /} between its parts
 * @param routeIds the routes that run from this file
 * @param problems what is wrong with it; what ran before then goes on running
 */
public record FlowFile(String path, List<String> routeIds, List<Problem> problems) {

    public boolean sound() {
        return problems.isEmpty();
    }
}
