package io.bactrian.run;

import io.bactrian.failure.FailureCategory;
import io.bactrian.failure.ToolFailure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.ExchangeProperty;

/**
 * Finds the runs that hang and gives them up, so that they are taken up again where they are: a process that lives renews
 * the lease of a run that does not.
 */
public final class Stalls {
    private final Runs runs;
    private final Duration after;
    private final Clock clock;
    private final Map<Run, Seen> seen = new ConcurrentHashMap<>();

    public Stalls(Runs runs, RunSettings settings, Clock clock) {
        this.runs = runs;
        this.after = settings.stalledAfter();
        this.clock = clock;
    }

    /** How far a run was, and since when. */
    private record Seen(long signs, Instant since) {}

    /** The runs that have shown no progress for too long. */
    public List<Run> stalled() {
        Collection<Run> underWay = List.copyOf(runs.underWay());
        seen.keySet().retainAll(underWay);
        List<Run> stalled = new ArrayList<>(underWay);
        stalled.removeIf(run -> !isStalled(run));
        return stalled;
    }

    private boolean isStalled(Run run) {
        Instant now = clock.instant();
        Seen last = seen.merge(
                run, new Seen(run.signs(), now), (before, here) -> before.signs() == here.signs() ? before : here);
        return Duration.between(last.since(), now).compareTo(after) >= 0;
    }

    /** Lets go of a run that hangs and says what went wrong. */
    public ToolFailure giveUp(@ExchangeProperty("run") Run run) {
        String silence = "no progress for " + after.toSeconds() + " s";
        runs.note(run, "stalled", null, silence + "; it is taken up again where it is");
        runs.abandon(run);
        return ToolFailure.of(
                FailureCategory.TIMEOUT, run.getTool() + ": " + run.kind().word() + " made " + silence);
    }
}
