package io.bactrian.run;

import io.bactrian.run.Run.Yield;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Lets the runs of some tools rest at their next page while that is exchanged which they go by. */
public final class RunGate {
    private static final String SHARED = "sync";

    private final Collection<Run> active;
    private final Map<String, Long> revisions = new ConcurrentHashMap<>();
    private volatile Predicate<String> closed = tool -> false;

    /** @param active the runs under way */
    RunGate(Collection<Run> active) {
        this.active = active;
    }

    /** Notes the newest revision of what a tool's runs go by; {@code sync} stands for all tools. */
    public void goBy(String tool, long revision) {
        revisions.merge(tool, revision, Math::max);
    }

    /** The newest revision that a tool's runs go by; 0 when there is none. */
    long revision(String tool) {
        return Math.max(revisions.getOrDefault(tool, 0L), revisions.getOrDefault(SHARED, 0L));
    }

    /** A run that was begun a moment too late ends like those that were under way. */
    void pass(Run run) {
        if (closed.test(run.getTool())) {
            run.yield(new Yield.Rerouted());
        }
    }

    /** Lets no run of these tools go on; tells whether all of them have ended in time. */
    public boolean close(Predicate<String> tools, Duration atMost) {
        closed = tools;
        active.forEach(this::pass);
        long until = System.nanoTime() + atMost.toNanos();
        try {
            while (isBusy(tools) && System.nanoTime() < until) {
                TimeUnit.MILLISECONDS.sleep(2);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return !isBusy(tools);
    }

    /** Lets them go on. */
    public void open() {
        closed = tool -> false;
    }

    private boolean isBusy(Predicate<String> tools) {
        return active.stream().anyMatch(run -> tools.test(run.getTool()));
    }
}
