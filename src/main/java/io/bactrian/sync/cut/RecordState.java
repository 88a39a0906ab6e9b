package io.bactrian.sync.cut;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is known of the record being read besides its values; reused from record to record. */
final class RecordState {
    final long[] embedded;
    final boolean[] listed;
    /** Embedded arrays met before the record's id was known; read once the record has ended. */
    final List<Deferred> deferred = new ArrayList<>();

    @Nullable
    String problem;

    private int[] volatileEdges = new int[16];
    private int edges;

    RecordState(int children) {
        embedded = new long[children];
        listed = new boolean[children];
    }

    void clear() {
        problem = null;
        edges = 0;
        deferred.clear();
        Arrays.fill(embedded, 0);
        Arrays.fill(listed, false);
    }

    /** The first problem found is the one reported. */
    void refuse(String reason) {
        if (problem == null) {
            problem = reason;
        }
    }

    void addVolatile(int from, int to) {
        if (edges + 2 > volatileEdges.length) {
            volatileEdges = Arrays.copyOf(volatileEdges, volatileEdges.length * 2);
        }
        volatileEdges[edges++] = from;
        volatileEdges[edges++] = to;
    }

    /** The positions where volatile parts begin and end, in turn. */
    int[] volatileEdges() {
        return volatileEdges;
    }

    int edges() {
        return edges;
    }

    /** An array of child records that lies between two positions of the answer. */
    record Deferred(Shape shape, int from, int to) {}
}
