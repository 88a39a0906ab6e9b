package io.bactrian.consistency;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Places of a document that are left out of a comparison, as a tree. */
final class VolatileParts {
    private static final VolatileParts NONE = new VolatileParts();

    private final Map<String, VolatileParts> below = new HashMap<>();
    private boolean ignored;

    static VolatileParts of(List<String> pointers) {
        VolatileParts root = new VolatileParts();
        for (String pointer : pointers) {
            VolatileParts part = root;
            for (String step : pointer.substring(1).split("/", -1)) {
                part = part.below.computeIfAbsent(step.replace("~1", "/").replace("~0", "~"), s -> new VolatileParts());
            }
            part.ignored = true;
        }
        return root;
    }

    boolean isIgnored() {
        return ignored;
    }

    VolatileParts member(String name) {
        return below.getOrDefault(name, NONE);
    }

    VolatileParts element() {
        return below.getOrDefault("*", NONE);
    }
}
