package io.bactrian.route;

import io.bactrian.access.Caller;
import io.bactrian.failure.ToolFailure;
import io.bactrian.route.Change.Cause;
import io.bactrian.route.flow.FlowPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Body;
import org.jspecify.annotations.Nullable;

/** Looks at the directory for what was saved; a file that still changes from one look to the next is not read yet. */
public final class RouteWatch {
    /** Longer than a writer pauses between two parts of a file, and sooner than the next look. */
    private static final int SETTLING_MILLIS = 50;

    private static final Look ABSENT = new Look(FileTime.fromMillis(0), -1, null);

    private final RouteFolder folder;
    private final Reload reload;
    private final Map<FlowPath, Look> dealtWith = new HashMap<>();
    private final Set<FlowPath> refused = new TreeSet<>();
    private Map<FlowPath, Look> last = Map.of();

    RouteWatch(RouteFolder folder, Reload reload) {
        this.folder = folder;
        this.reload = reload;
    }

    /** How a file looks from outside. */
    private record Look(
            FileTime modified, long size, @Nullable Object key) {}

    /** What was saved since, in an order in which what is named comes before what names it. */
    public synchronized List<Change> changes() throws ToolFailure, InterruptedException {
        Map<FlowPath, Look> now = looks();
        if (!now.equals(last)) {
            last = now;
            TimeUnit.MILLISECONDS.sleep(SETTLING_MILLIS);
            now = looks();
        }
        Set<FlowPath> paths = new TreeSet<>(reload.running().keySet());
        paths.addAll(now.keySet());
        paths.addAll(refused);
        List<Change> changes = new ArrayList<>();
        for (FlowPath path : paths) {
            Look look = now.getOrDefault(path, ABSENT);
            if (look.equals(last.getOrDefault(path, ABSENT)) && !look.equals(dealtWith.get(path))) {
                add(changes, path, look);
            }
        }
        last = now;
        changes.sort(Comparator.comparing((Change change) -> change.bytes() == null)
                .thenComparing(change -> -change.path().kind().ordinal()));
        return changes;
    }

    private void add(List<Change> changes, FlowPath path, Look look) {
        try {
            byte[] bytes = look.equals(ABSENT) ? null : folder.read(path);
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

    private Map<FlowPath, Look> looks() throws ToolFailure {
        Map<FlowPath, Look> looks = new HashMap<>();
        for (FlowPath path : folder.files()) {
            try {
                BasicFileAttributes file = Files.readAttributes(folder.at(path), BasicFileAttributes.class);
                looks.put(path, new Look(file.lastModifiedTime(), file.size(), file.fileKey()));
            } catch (IOException e) {
                // Gone since the directory was listed.
                looks.remove(path);
            }
        }
        return looks;
    }
}
