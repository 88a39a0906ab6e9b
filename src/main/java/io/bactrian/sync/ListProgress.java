package io.bactrian.sync;

import io.bactrian.run.Progress;
import io.bactrian.store.Merged;
import io.bactrian.store.Row;
import io.bactrian.sync.census.Orphans;
import io.bactrian.sync.cursor.Lag;
import io.bactrian.sync.cursor.Marking;
import io.bactrian.sync.cursor.Moved;
import io.bactrian.sync.cursor.Report;
import io.bactrian.sync.cursor.Telling;
import io.bactrian.tool.CursorDeclaration.Kind;
import io.bactrian.tool.Feed;
import io.bactrian.tool.Partitioning;
import io.bactrian.tool.StreamDeclaration;
import io.bactrian.tool.Tool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What one part of a list has come to, written in the transaction that stores its pages. */
final class ListProgress {
    private final StreamPlan plan;
    private final Positions.Part part;
    private final Positions positions;
    private final Marks marks;
    private final Reports reports;
    private final Marking marking;
    private Lag lag;
    private @Nullable Walk walk;

    ListProgress(StreamPlan plan, Positions.Part part, Positions positions, Marks marks, Reports reports) {
        this.plan = plan;
        this.part = part;
        this.positions = positions;
        this.marks = marks;
        this.reports = reports;
        this.lag = plan.lag();
        boolean isBegun = part.position() != null;
        marking = new Marking(
                plan.stream().cursor(),
                Duration.ofMillis(part.lagMs()),
                part.partition(),
                isBegun ? part.startedAt() : null,
                isBegun ? part.newest() : null);
    }

    /** The walk that comes to it, which is made after it. */
    void of(Walk walk) {
        this.walk = walk;
    }

    void write(Handle handle, List<Page> pages, Merged merged, boolean complete) {
        Moved moved = marking.by(pages.stream().map(Page::seen).toList());
        move(handle, moved);
        settle(handle, pages);
        doubt(handle, pages);
        new ReadLists(plan.run(), stream()).add(handle, ended(pages));
        tell(handle, pages, moved);
        measure(handle, pages, merged);
        noteUnversioned(handle, pages);
        positions.move(handle, integration(), stream().name(), part.part(), step(pages, complete));
    }

    private UUID integration() {
        return plan.run().integrationId();
    }

    private StreamDeclaration stream() {
        return plan.stream();
    }

    /** Windows of one list have one watermark, which moves when the last of them has ended. */
    private void move(Handle handle, Moved moved) {
        boolean hasOwn = stream().partitioning() != null
                || stream().cursor().kind() == Kind.TOKEN
                || stream().cursor().kind() == Kind.NEWEST;
        if (hasOwn) {
            marks.move(handle, integration(), stream().name(), stream().wanted(), moved.marks(), changing());
        }
    }

    private List<String> changing() {
        Partitioning partitioning = stream().partitioning();
        return partitioning != null && partitioning.changed() ? partitioning.parents() : List.of();
    }

    /** Whether every record of a list was seen that went on moving is not known, and it is read whole by the next run. */
    private void doubt(Handle handle, List<Page> pages) {
        for (Page page : pages) {
            if (page.isLastOfMoving()) {
                Progress.gap(handle, plan.run().id(), stream().name(), Watched.MOVED);
                marks.doubt(handle, integration(), stream().name(), page.batch().parent());
            }
        }
    }

    /** What was absent with its parent, and is not in the list of that which was read from the beginning, is gone. */
    private void settle(Handle handle, List<Page> pages) {
        Partitioning partitioning = stream().partitioning();
        if (partitioning != null && !partitioning.shared() && stream().isKept()) {
            List<String> whole = pages.stream()
                    .filter(page -> page.isLast() && !page.isLastOfMoving())
                    .filter(page -> page.batch().mark().watermark() == null)
                    .map(page -> page.batch().parent())
                    .toList();
            Orphans.settle(handle, plan.run(), stream(), whole);
        }
    }

    private static List<String> ended(List<Page> pages) {
        return pages.stream()
                .filter(Page::isLast)
                .map(page -> page.batch().parent())
                .toList();
    }

    private void tell(Handle handle, List<Page> pages, Moved moved) {
        Feed feed = stream().feed();
        if (feed == null) {
            return;
        }
        for (String told : feed.tells().keySet()) {
            for (String partition : moved.anew()) {
                marks.drop(handle, integration(), tool().listOf(told), isPartitionedAlike(told) ? partition : "");
            }
        }
        for (Page page : pages) {
            String partition = page.batch().parent();
            if (!moved.anew().contains(partition)) {
                told(feed, page)
                        .forEach(report -> reports.told(
                                handle,
                                integration(),
                                isPartitionedAlike(report.stream()) ? partition : "",
                                tool().listOf(report.stream()).equals(report.stream()),
                                List.of(report)));
            }
        }
    }

    private boolean isPartitionedAlike(String other) {
        Partitioning own = stream().partitioning();
        Partitioning others =
                tool().find(other).map(StreamDeclaration::partitioning).orElse(null);
        return own != null && own.isOfTheSame(others);
    }

    private Tool tool() {
        return plan.run().destination().tool();
    }

    private static List<Report> told(Feed feed, Page page) {
        Telling telling = new Telling(feed);
        List<Report> told = new ArrayList<>();
        try {
            for (Row row : page.cut().rows()) {
                told.addAll(telling.told(page.answer().bytes(), row.rawFrom(), row.rawTo() - row.rawFrom()));
            }
            // A record that only tells needs no id of its own.
            for (var record : page.cut().unstorable()) {
                told.addAll(telling.told(record.raw(), 0, record.raw().length));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a record of " + page + " that was cut cannot be read", e);
        }
        return told;
    }

    /** Only what was asked for as a change can be late. */
    private void measure(Handle handle, List<Page> pages, Merged merged) {
        Instant earliest = merged.earliest().get(stream().name());
        if (part.since() == null || earliest == null) {
            return;
        }
        Lag before = lag;
        // Whichever partition the change was in, it was not later than by this.
        lag = pages.stream()
                .map(page -> page.batch().mark().watermark())
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .map(watermark -> before.after(watermark, earliest))
                .orElse(before);
        if (!lag.equals(before)) {
            marks.keep(handle, integration(), stream().name(), lag);
        }
    }

    /** A search for changes never finds a record that does not tell when it was changed. */
    private void noteUnversioned(Handle handle, List<Page> pages) {
        if (stream().cursor().kind() == Kind.CHANGED_SINCE && stream().changed() != null) {
            List<String> ids = pages.stream()
                    .flatMap(page -> page.cut().rows().stream())
                    .filter(row -> !row.isVersioned())
                    .map(Row::id)
                    .toList();
            reports.unversioned(handle, integration(), stream().name(), ids);
        }
    }

    private Positions.Step step(List<Page> pages, boolean complete) {
        long records = pages.stream().mapToLong(page -> page.cut().records()).sum();
        Page last = pages.isEmpty() ? null : pages.get(pages.size() - 1);
        Walk at = Objects.requireNonNull(walk, "the walk has not been made yet");
        return new Positions.Step(
                last == null ? part.partition() : last.batch().parent(),
                last == null || last.isLast() ? null : at.position(),
                pages.size(),
                records,
                at.startedAt(),
                marking.newest(),
                complete);
    }
}
