package io.bactrian.simulate.generic;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What happened to the tickets of a desk, in its order. */
final class Journal {
    private final List<Happening> happenings = new ArrayList<>();
    private int unnoticed;

    /** Something that happened to a ticket. */
    record Happening(String id, Instant at, String project, String ticket, String kind) {}

    synchronized void note(Instant at, String project, String ticket, String kind) {
        if (unnoticed > 0) {
            unnoticed--;
            return;
        }
        // As document databases make ids: the second first, then what tells those of one second apart.
        String id = "%08x%016x".formatted(at.getEpochSecond(), happenings.size());
        happenings.add(new Happening(id, at, project, ticket, kind));
    }

    /** Says nothing of what happens the next so many times. */
    synchronized void miss(int count) {
        unnoticed = count;
    }

    synchronized List<Happening> of(String project) {
        return happenings.stream()
                .filter(happening -> happening.project().equals(project))
                .toList();
    }
}
