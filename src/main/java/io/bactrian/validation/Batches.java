package io.bactrian.validation;

import io.bactrian.run.Run;
import io.bactrian.sync.Batch;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Function;

/** Requests by id, each made when it is needed from the ids that follow the last one. */
final class Batches implements Iterator<Batch> {
    private final Run run;
    private final Function<String, List<String>> after;
    private final boolean ofParent;
    private String last = "";
    private List<String> next = List.of();

    /** @param after the next ids behind an id, in their order; none at the end */
    Batches(Run run, Function<String, List<String>> after) {
        this(run, after, false);
    }

    private Batches(Run run, Function<String, List<String>> after, boolean ofParent) {
        this.run = run;
        this.after = after;
        this.ofParent = ofParent;
    }

    /** Requests that each ask for the children of one record. */
    static Batches ofParents(Run run, Function<String, List<String>> after) {
        return new Batches(run, after, true);
    }

    @Override
    public boolean hasNext() {
        if (next.isEmpty()) {
            next = after.apply(last);
        }
        return !next.isEmpty();
    }

    @Override
    public Batch next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        List<String> ids = next;
        last = ids.get(ids.size() - 1);
        next = List.of();
        Map<String, String> values = new HashMap<>(run.destination().values());
        if (ofParent) {
            values.put("parent", last);
        }
        return new Batch(values, ids);
    }
}
