package io.bactrian.route;

import java.util.List;

/**
 * One file of the routes directory as it was found at the last load.
 *
 * @param path below the routes directory, with {@code /} between its parts
 * @param routeIds the routes that run from this file
 * @param problems what is wrong with it; a file with problems runs nothing
 */
public record FlowFile(String path, List<String> routeIds, List<String> problems) {

    public boolean sound() {
        return problems.isEmpty();
    }
}
