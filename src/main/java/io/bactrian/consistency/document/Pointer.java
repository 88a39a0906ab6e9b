package io.bactrian.consistency.document;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** A place on the way through a document, spelt out as a JSON pointer only when asked for. */
final class Pointer {
    static final Pointer ROOT = new Pointer(null, "", -1);

    private final @Nullable Pointer parent;
    private final String name;
    private final int index;

    private Pointer(@Nullable Pointer parent, String name, int index) {
        this.parent = parent;
        this.name = name;
        this.index = index;
    }

    Pointer member(String memberName) {
        return new Pointer(this, memberName, -1);
    }

    Pointer element(int elementIndex) {
        return new Pointer(this, "", elementIndex);
    }

    @Override
    public String toString() {
        Deque<String> steps = new ArrayDeque<>();
        for (Pointer place = this; place.parent != null; place = place.parent) {
            steps.push(place.step());
        }
        return steps.isEmpty() ? "" : "/" + String.join("/", steps);
    }

    private String step() {
        return index >= 0 ? Integer.toString(index) : name.replace("~", "~0").replace("/", "~1");
    }
}
