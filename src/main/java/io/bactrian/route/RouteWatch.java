package io.bactrian.route;

import io.bactrian.access.Caller;
import io.bactrian.failure.ToolFailure;
import io.bactrian.route.Change.Cause;
import io.bactrian.route.flow.FlowPath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Body;

/** Looks at the directory for what was saved; a file that still changes from one look to the next is not read yet. */
public final class RouteWatch {
    /** Longer than a writer pauses between two parts of a file, and sooner than the next look. */
    private static final int SETTLING_MILLIS = 50;

    private final RouteFolder folder;
    private final Reload reload;
    private final Map<FlowPath, Look> dealtWith = new HashMap<>();
    private final Set<FlowPath> refused = new TreeSet<>();
    private Map<Path, Look> last = Map.of();
    /** How the directory looked when there was nothing to do. */
    private Map<Path, Look> quiet = Map.of();

    RouteWatch(RouteFolder folder, Reload reload) {
        this.folder = folder;
        this.reload = reload;
    }

    /** What was saved since, in an order in which what is named comes before what names it. */
    public synchronized List<Change> changes() throws ToolFailure, InterruptedException {
        Map<Path, Look> now = folder.looks();
        if (now.equals(quiet) && !quiet.isEmpty()) {
            return List.of();
        }
        if (!now.equals(last)) {
            last = now;
            TimeUnit.MILLISECONDS.sleep(SETTLING_MILLIS);
            now = folder.looks();
        }
        List<Change> changes = changes(folder.named(now), folder.named(last));
        last = now;
        if (isDealtWith(folder.named(now))) {
            quiet = now;
        }
        changes.sort(Comparator.comparing((Change change) -> change.bytes() == null)
                .thenComparing(change -> -change.path().kind().ordinal()));
        return changes;
    }

    private List<Change> changes(Map<FlowPath, Look> now, Map<FlowPath, Look> before) {
        List<Change> changes = new ArrayList<>();
        for (FlowPath path : concerned(now)) {
            Look look = now.getOrDefault(path, Look.ABSENT);
            if (look.equals(before.getOrDefault(path, Look.ABSENT)) && !look.equals(dealtWith.get(path))) {
                add(changes, path, look);
            }
        }
        return changes;
    }

    private Set<FlowPath> concerned(Map<FlowPath, Look> now) {
        Set<FlowPath> paths = new TreeSet<>(reload.running().keySet());
        paths.addAll(now.keySet());
        paths.addAll(refused);
        return paths;
    }

    private boolean isDealtWith(Map<FlowPath, Look> now) {
        return concerned(now).stream()
                .allMatch(path -> now.getOrDefault(path, Look.ABSENT).equals(dealtWith.get(path)));
    }

    private void add(List<Change> changes, FlowPath path, Look look) {
        try {
            byte[] bytes = look.equals(Look.ABSENT) ? null : folder.read(path);
            dealtWith.put(path, look);
            if (!reload.isRunning(path, bytes)) {
                changes.add(new Change(path, bytes, Caller.SYSTEM, Cause.FILE));
            } else if (refused.remove(path)) {
                reload.mended(path);
            }
        } catch (IOException e) {
            // It was replaced or taken away between the look and the reading; the next look sees that.
            dealtWith.remove(path);
        }
    }

    /** What was refused is tried again when another file has come in: it may have been waiting for it. */
    public synchronized void heard(@Body Outcome outcome) {
        quiet = Map.of();
        FlowPath path = outcome.change().path();
        if (outcome.isBusy()) {
            dealtWith.remove(path);
        } else if (outcome.isLive()) {
            refused.remove(path);
            refused.forEach(dealtWith::remove);
        } else {
            refused.add(path);
        }
    }
}
