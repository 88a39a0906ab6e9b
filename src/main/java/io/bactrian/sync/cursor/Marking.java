package io.bactrian.sync.cursor;

import io.bactrian.store.Row;
import io.bactrian.tool.CursorDeclaration;
import io.bactrian.tool.CursorDeclaration.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Moves the marks of a walk's partitions as their pages are stored, and never farther than what the tool can have shown. */
public final class Marking {
    /** Ids that count up have more digits when they are larger; those of one length are in the order of their text. */
    private static final Comparator<String> BY_AGE =
            Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder());

    private final CursorDeclaration cursor;
    private final Duration lag;
    private String partition;
    private @Nullable Instant begunAt;
    private @Nullable String newest;

    /**
     * @param lag how late the tool was seen to show changes
     * @param partition that an interrupted walk left
     * @param begunAt when it was begun, or before; null when it begins now
     * @param newest the newest id that the interrupted walk read; null for none
     */
    public Marking(
            CursorDeclaration cursor,
            Duration lag,
            String partition,
            @Nullable Instant begunAt,
            @Nullable String newest) {
        this.cursor = cursor;
        this.lag = lag;
        this.partition = partition;
        this.begunAt = begunAt;
        this.newest = newest;
    }

    /** The newest id of the partition that is being read; null where that is not asked for. */
    public @Nullable String newest() {
        return newest;
    }

    /** What some pages, in their order, move. */
    public Moved by(List<Seen> pages) {
        Map<String, Mark> marks = new LinkedHashMap<>();
        Set<String> anew = new LinkedHashSet<>();
        for (Seen page : pages) {
            Instant begun = begun(page);
            if (cursor.kind() == Kind.NEWEST) {
                page.rows().forEach(row -> note(row, begun));
            }
            if (cursor.kind() == Kind.TOKEN && page.token() != null) {
                // The tool may tell it once only: what it told and where it goes on are stored together.
                marks.put(partition, new Mark(begun, page.token()));
            } else if (cursor.kind() != Kind.TOKEN && page.isLast()) {
                marks.put(partition, new Mark(begun, newest));
            }
            if (page.isLost() || isFirst(page.before())) {
                anew.add(partition);
            }
        }
        return new Moved(marks, anew);
    }

    private boolean isFirst(Mark before) {
        return cursor.kind() == Kind.TOKEN ? before.token() == null : before.watermark() == null;
    }

    private Instant begun(Seen page) {
        Instant begun = begunAt;
        if (begun == null || !page.partition().equals(partition)) {
            partition = page.partition();
            newest = page.before().token();
            begun = page.askedAt();
            begunAt = begun;
        }
        return begun;
    }

    /** A record that is younger than the tool's lag may come before an older one that is not shown yet. */
    private void note(Row row, Instant begun) {
        boolean isSettled = !row.isVersioned() || !row.changedAt().isAfter(cursor.readFrom(begun, lag));
        if (isSettled && (newest == null || BY_AGE.compare(row.id(), newest) > 0)) {
            newest = row.id();
        }
    }
}
