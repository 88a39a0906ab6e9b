package io.bactrian.sync;

import io.bactrian.run.Run;
import io.bactrian.tool.ChildStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.apache.camel.Body;

/** Completes the children that the pages of their parents cut short; children of unchanged parents are never fetched. */
public final class Children {
    private final WalkFactory factory;
    private final ChildCounts counts;

    Children(WalkFactory factory, ChildCounts counts) {
        this.factory = factory;
        this.counts = counts;
    }

    /** One walk for each child stream that has parents with children missing. */
    public List<Walk> cutShort(@Body StreamPlan plan) {
        return walks(plan, false);
    }

    /** The same for parents whose lists changed while they were read, or missed what is held: one more reading tells. */
    public List<Walk> again(@Body StreamPlan plan) {
        return walks(plan, true);
    }

    private List<Walk> walks(StreamPlan plan, boolean again) {
        List<Walk> walks = new ArrayList<>();
        Run run = plan.run();
        for (ChildStream child : plan.stream().children().values()) {
            ChildStream.Rest rest = child.rest();
            if (!run.mustYield() && rest != null) {
                Parents parents = new Parents(run, child.record().name(), again, rest.batch());
                if (parents.hasNext()) {
                    walks.add(factory.children(run, child, rest, parents));
                }
            }
        }
        return walks;
    }

    /**
     * Batches of parents, fetched as they are needed, each parent once; last those that an earlier run was refused, as too many of
     * them end the walk.
     */
    private final class Parents implements Iterator<Batch> {
        private final Run run;
        private final String stream;
        private final boolean again;
        private final int size;
        private boolean areRefused;
        private String last = "";
        private List<String> next = List.of();

        Parents(Run run, String stream, boolean again, int size) {
            this.run = run;
            this.stream = stream;
            this.again = again;
            this.size = size;
        }

        @Override
        public boolean hasNext() {
            if (next.isEmpty()) {
                next = counts.incomplete(run, stream, again, areRefused, last, size);
            }
            if (next.isEmpty() && !areRefused) {
                areRefused = true;
                next = counts.incomplete(run, stream, again, true, "", size);
            }
            return !next.isEmpty();
        }

        @Override
        public Batch next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            List<String> parents = next;
            next = List.of();
            last = parents.get(parents.size() - 1);
            Map<String, String> values = new HashMap<>(run.destination().values());
            if (size == 1) {
                values.put("parent", last);
            }
            return new Batch(values, parents);
        }
    }
}
