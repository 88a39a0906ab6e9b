package io.bactrian.consistency.document;

import com.fasterxml.jackson.core.JsonPointer;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a place of the documents and those below it are compared, as a tree. */
final class Rules {
    private final Map<String, Rules> below = new HashMap<>();
    private final Rules usual;
    private boolean ignored;
    private boolean unordered;
    private @Nullable JsonPointer key;

    /** What holds wherever nothing particular is said. */
    private Rules(boolean unordered) {
        this.usual = this;
        this.unordered = unordered;
    }

    private Rules(Rules usual) {
        this.usual = usual;
        this.unordered = usual.unordered;
    }

    static Rules of(ComparisonOptions options) {
        Rules root = new Rules(new Rules(options.anyOrder()));
        options.ignore().forEach(pointer -> root.at(pointer).ignored = true);
        options.unordered().forEach(pointer -> root.at(pointer).unordered = true);
        options.keys().forEach((pointer, key) -> root.at(pointer).key = JsonPointer.compile(key));
        return root;
    }

    private Rules at(String pointer) {
        Rules place = this;
        if (!pointer.isEmpty()) {
            for (String step : pointer.substring(1).split("/", -1)) {
                place = place.below.computeIfAbsent(
                        step.replace("~1", "/").replace("~0", "~"), name -> new Rules(usual));
            }
        }
        return place;
    }

    boolean isIgnored() {
        return ignored;
    }

    boolean isUnordered() {
        return unordered;
    }

    /** Where an element holds what identifies it; null when nothing was said. */
    @Nullable
    JsonPointer key() {
        return key;
    }

    Rules member(String name) {
        return below.getOrDefault(name, usual);
    }

    Rules element() {
        return below.getOrDefault("*", usual);
    }
}
