package io.bactrian.route;

import io.bactrian.route.Change.Cause;
import io.bactrian.route.flow.BrokenFlow;
import io.bactrian.route.flow.FlowPath;
import io.bactrian.route.flow.RouteText;
import io.bactrian.run.RunGate;
import io.bactrian.tool.declaration.Problem;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The steps by which another version of a file comes in: checked, built beside what runs, exchanged, noted; or refused. */
public final class Reload {
    private static final Logger LOG = LoggerFactory.getLogger(Reload.class);
    /** A call that waits as long as it may, and the page that it is part of. */
    private static final Duration LONGEST_REST = Duration.ofSeconds(60);

    private final RouteFolder folder;
    private final Revisions revisions;
    private final DeclaredTools declared;
    private final DryRun dryRun;
    private final Swap swap;
    private final RunGate gate;
    private final MeterRegistry meters;
    private final SortedMap<FlowPath, FlowFile> files = new ConcurrentSkipListMap<>();
    private volatile InForce inForce = InForce.NOTHING;

    Reload(
            RouteFolder folder,
            Revisions revisions,
            DeclaredTools declared,
            DryRun dryRun,
            Swap swap,
            RunGate gate,
            MeterRegistry meters) {
        this.folder = folder;
        this.revisions = revisions;
        this.declared = declared;
        this.dryRun = dryRun;
        this.swap = swap;
        this.gate = gate;
        this.meters = meters;
    }

    /** Begins with what a loader has found, and notes what is new of it since the last start. */
    void begin(FlowLoader loader) {
        inForce = loader.inForce();
        loader.files().forEach(file -> FlowPath.of(file.path()).ifPresent(path -> files.put(path, file)));
        revisions.begun(inForce.contents()).forEach((path, revision) -> gate.goBy(path.tool(), revision.id()));
    }

    /** What a change comes to, if its file is sound and fits all others. */
    public Plan check(@Body Change change) throws BrokenFlow {
        InForce before = inForce;
        InForce after = before.with(change.path(), change.bytes());
        after.flows().refuseMissing(before.flows());
        Plan plan = new Plan(change, before, after);
        if (plan.declares()) {
            declared.check(plan);
        }
        return plan;
    }

    /** Has Camel build what begins, and starts nothing. */
    public Plan dryRun(@Body Plan plan) throws BrokenFlow {
        dryRun.build(plan.path(), plan.in());
        return plan;
    }

    /** Exchanges what differs, while the runs that are in it rest; whatever goes wrong, what ran before runs on. */
    public Outcome exchange(@Body Plan plan) throws BrokenFlow, RoutesBusy, IOException {
        boolean rests = plan.concernsRuns();
        try {
            if (rests && !gate.close(plan.tools(), LONGEST_REST)) {
                throw new RoutesBusy("a run does not come to the end of a page, so nothing was exchanged");
            }
            swap.exchange(plan);
            Revision revision = keep(plan);
            gate.goBy(plan.path().tool(), revision.id());
            inForce = plan.after();
            tell(plan.path(), List.of());
            LOG.info("{} runs as revision {}", plan.path(), revision.id());
            return new Outcome(plan.change(), revision, "runs");
        } finally {
            if (rests) {
                gate.open();
            }
        }
    }

    private Revision keep(Plan plan) throws BrokenFlow, RoutesBusy, IOException {
        boolean kept = false;
        try {
            declared.use(plan);
            if (plan.change().cause().writes()) {
                folder.write(plan.path(), plan.change().bytes());
            }
            Revision revision = revisions.live(plan.change(), content(plan.before(), plan.path()));
            kept = true;
            return revision;
        } finally {
            if (!kept) {
                undo(plan);
            }
        }
    }

    private void undo(Plan plan) throws BrokenFlow, RoutesBusy, IOException {
        swap.exchange(plan.undone());
        declared.use(plan.undone());
        if (plan.change().cause().writes()) {
            folder.write(plan.path(), plan.before().contents().get(plan.path()));
        }
    }

    /** Notes a version that does not run, and why. */
    public Outcome refuse(
            @ExchangeProperty("change") Change change, @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) BrokenFlow broken) {
        LOG.error("{} is refused, what ran before runs on: {}", change.path(), broken.getMessage());
        meters.counter("bactrian_rejected_routes", "tool", change.path().tool()).increment();
        if (change.cause() == Cause.FILE) {
            tell(change.path(), broken.problems());
        }
        Revision revision = revisions.rejected(change, broken.problems(), content(inForce, change.path()));
        return new Outcome(change, revision, String.valueOf(broken.getMessage()));
    }

    /** Leaves a change for later. */
    public Outcome postpone(
            @ExchangeProperty("change") Change change, @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) RoutesBusy busy) {
        LOG.warn("{} is not exchanged yet: {}", change.path(), busy.getMessage());
        return new Outcome(change, null, String.valueOf(busy.getMessage()));
    }

    /** A file on disk is as it runs again. */
    void mended(FlowPath path) {
        tell(path, List.of());
    }

    private void tell(FlowPath path, List<Problem> problems) {
        if (running(path) == null && problems.isEmpty()) {
            files.remove(path);
        } else {
            files.put(path, new FlowFile(path.path(), List.of(), problems));
        }
        // A file may run routes that are made from another file's templates.
        files.replaceAll((other, file) -> new FlowFile(file.path(), ids(other), file.problems()));
    }

    private List<String> ids(FlowPath path) {
        return inForce.flows().routesOf(path).stream().map(RouteText::id).toList();
    }

    /** All files, with what runs of each and what is wrong with what lies on disk. */
    public List<FlowFile> files() {
        return List.copyOf(files.values());
    }

    /** What runs of a file; null when nothing does. */
    byte @Nullable [] running(FlowPath path) {
        return inForce.contents().get(path);
    }

    boolean isRunning(FlowPath path, byte @Nullable [] bytes) {
        return Arrays.equals(running(path), bytes);
    }

    SortedMap<FlowPath, byte[]> running() {
        return inForce.contents();
    }

    /** What runs of a file as text; empty when nothing does. */
    String content(FlowPath path) {
        String content = content(inForce, path);
        return content == null ? "" : content;
    }

    private static @Nullable String content(InForce files, FlowPath path) {
        return Revisions.content(files.contents().get(path));
    }
}
