package io.bactrian.simulate.jira;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** An issue: what never changes of it, its latest version, and the version that the search index knows. */
final class IssueEntry {

    /** A version; its document is null as long as the issue is as it was made up. */
    record Version(Instant updated, @Nullable ObjectNode document, Instant madeAt) {}

    final int number;
    final long id;
    final Instant created;
    private final Deque<Version> versions = new ArrayDeque<>();
    private volatile int project;
    private volatile String key;
    private @Nullable Instant deletedAt;
    private @Nullable Instant indexedFrom;

    IssueEntry(int number, long id, int project, String key, Instant created, Version first) {
        this.number = number;
        this.id = id;
        this.project = project;
        this.key = key;
        this.created = created;
        versions.add(first);
    }

    int project() {
        return project;
    }

    String key() {
        return key;
    }

    /** Puts the issue into another project, under another key. */
    void moved(int to, String as) {
        project = to;
        key = as;
    }

    synchronized void changed(Version version) {
        versions.addLast(version);
    }

    synchronized void deleted(Instant at) {
        deletedAt = at;
    }

    /** Search finds the issue from then on only. */
    synchronized void indexedFrom(Instant at) {
        indexedFrom = at;
    }

    synchronized boolean exists() {
        return deletedAt == null;
    }

    synchronized Version latest() {
        return versions.getLast();
    }

    /** The version that search shows, or null when it does not know the issue. */
    synchronized @Nullable Version indexed(Instant now, Duration lag) {
        Instant horizon = now.minus(lag);
        if (indexedFrom != null && indexedFrom.isAfter(horizon) || deletedAt != null && !deletedAt.isAfter(horizon)) {
            return null;
        }
        while (versions.size() > 1 && !second().madeAt().isAfter(horizon)) {
            versions.removeFirst();
        }
        return versions.getFirst();
    }

    private Version second() {
        var all = versions.iterator();
        all.next();
        return all.next();
    }
}
