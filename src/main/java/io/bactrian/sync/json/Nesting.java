package io.bactrian.sync.json;

import java.util.Arrays;

/** Which objects and arrays are open, one bit for each, so that no depth of an answer is too deep to be stepped over. */
final class Nesting {
    private long[] objects = new long[16];
    private int depth;

    int depth() {
        return depth;
    }

    void add(boolean isObject) {
        int word = depth >>> 6;
        if (word == objects.length) {
            objects = Arrays.copyOf(objects, 2 * word);
        }
        long bit = 1L << depth;
        objects[word] = isObject ? objects[word] | bit : objects[word] & ~bit;
        depth++;
    }

    void close() {
        depth--;
    }

    /** Whether the innermost one is an object. */
    boolean isObject() {
        int innermost = depth - 1;
        return (objects[innermost >>> 6] >>> innermost & 1) != 0;
    }
}
