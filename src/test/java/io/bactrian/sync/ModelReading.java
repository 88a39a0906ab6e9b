package io.bactrian.sync;

import io.bactrian.failure.ToolFailure;
import io.bactrian.store.Row;
import io.bactrian.store.Slab;
import io.bactrian.sync.ModelStore.Stream;
import io.bactrian.sync.ModelStore.Told;
import io.bactrian.sync.ModelTool.Action;
import io.bactrian.sync.ModelTool.Shown;
import io.bactrian.sync.cursor.Bounds;
import io.bactrian.sync.cursor.Mark;
import io.bactrian.sync.cursor.Marking;
import io.bactrian.sync.cursor.Moved;
import io.bactrian.sync.cursor.Seen;
import io.bactrian.sync.cut.Cut;
import io.bactrian.tool.CursorDeclaration;
import io.bactrian.tool.CursorDeclaration.Kind;
import io.bactrian.tool.Paging;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** One reading of one stream, or what is left of it. */
final class ModelReading {
    private final ModelSync sync;
    private final ModelCase rules;
    private final ModelTool tool;
    private final Random random;
    private final String stream;
    private final CursorDeclaration cursor;
    private final Paging paging;
    private final Positions.Part part;
    private final Marking marking;
    private final List<Seen> unstored = new ArrayList<>();
    private final List<Action> news = new ArrayList<>();
    private @Nullable Instant startedAt;
    private @Nullable Pager pager;

    ModelReading(
            ModelSync sync,
            ModelCase rules,
            ModelTool tool,
            Random random,
            String stream,
            CursorDeclaration cursor,
            Paging paging,
            Positions.Part part) {
        this.sync = sync;
        this.rules = rules;
        this.tool = tool;
        this.random = random;
        this.stream = stream;
        this.cursor = cursor;
        this.paging = paging;
        this.part = part;
        this.startedAt = part.startedAt();
        boolean isBegun = part.position() != null;
        marking = new Marking(
                cursor,
                Duration.ofMillis(part.lagMs()),
                part.partition(),
                isBegun ? part.startedAt() : null,
                isBegun ? part.newest() : null);
    }

    private boolean isFeed() {
        return stream.equals("feed");
    }

    void run() throws ModelSync.Killed, ToolFailure {
        for (String partition : rules.partitions()) {
            boolean isBehind = partition.compareTo(part.partition()) < 0
                    || (partition.equals(part.partition()) && part.position() == null && startedAt != null);
            Mark stored = sync.store().stream(stream).mark(rules.has(Cure.OWN_WATERMARK) ? partition : "");
            boolean isPassedOver = cursor.kind() == Kind.REPORTED && part.since() != null && stored.watermark() != null;
            if (!isBehind && !isPassedOver) {
                boolean isKnown = part.since() != null || cursor.kind() == Kind.TOKEN;
                read(partition, isKnown ? stored : Mark.NONE);
            }
        }
        commit(true);
        close();
    }

    private void read(String partition, Mark mark) throws ModelSync.Killed, ToolFailure {
        boolean isResumed = partition.equals(part.partition()) && part.position() != null;
        String position = isResumed && !part.position().isEmpty() ? part.position() : null;
        Pager pager = new Pager(paging, position);
        Map<String, String> bounds = bounds(mark);
        do {
            page(pager, partition, mark, bounds);
            sync.step();
            if (random.nextInt(3) == 0) {
                commit(false);
                sync.step();
            }
        } while (!pager.hasEnded());
    }

    private Map<String, String> bounds(Mark mark) {
        Duration lag = rules.has(Cure.OVERLAP) ? Duration.ofMillis(part.lagMs()) : Duration.ZERO;
        boolean isPlain = !rules.has(Cure.REPEATED_HOUR) && cursor.kind() == Kind.CHANGED_SINCE;
        return isPlain && mark.watermark() != null
                ? Map.of("since", rules.plain(cursor.readFrom(mark.watermark(), lag), cursor))
                : Bounds.of(cursor, mark, lag, rules.account());
    }

    private void page(Pager pager, String partition, Mark mark, Map<String, String> bounds) throws ToolFailure {
        ModelTool.Told<?> told;
        List<Row> rows;
        if (isFeed()) {
            String since = bounds.getOrDefault("after", bounds.get("since"));
            ModelTool.Told<Action> actions = cursor.kind() == Kind.TOKEN
                    ? tool.events(partition, pager.position() == null ? bounds.get("cursor") : pager.position())
                    : tool.actions(partition, since, pager.position());
            rows = actions.records().stream()
                    .map(action -> ModelSync.row(action.id(), 1, Instant.ofEpochMilli(action.at())))
                    .toList();
            news.addAll(actions.records());
            told = actions;
        } else {
            ModelTool.Told<Shown> items = tool.search(partition, bounds.get("since"), pager.position());
            rows = items.records().stream().map(ModelSync::row).toList();
            told = items;
        }
        if (told.isLost()) {
            pager.end();
        } else {
            pager.answered(cut(rows, told.token(), told.more()), null);
        }
        unstored.add(new Seen(partition, mark, askedAt(told), pager.hasEnded(), told.isLost(), told.token(), rows));
        startedAt = startedAt == null ? askedAt(told) : startedAt;
        this.pager = pager;
    }

    /** As a page has it of its answer: a date of HTTP has no fraction. */
    private Instant askedAt(ModelTool.Told<?> told) {
        Instant date =
                rules.has(Cure.CLOCK_OF_THE_TOOL) ? told.date() : told.date().plus(rules.skew());
        return rules.has(Cure.BEGIN_OF_READING) ? date.minus(told.took()).minusSeconds(1) : tool.now();
    }

    private Cut cut(List<Row> rows, @Nullable String token, boolean more) {
        Boolean flag = cursor.kind() == Kind.TOKEN ? Boolean.valueOf(more) : null;
        return new Cut(
                rows.size(),
                List.of(new Slab(stream, null, new byte[0], new byte[0], rows)),
                token,
                -1,
                flag,
                List.of(),
                List.of(),
                List.of(),
                new byte[0]);
    }

    /** Records, marks, what was told and position, or none of them. */
    private void commit(boolean complete) throws ModelSync.Killed {
        ModelStore next = sync.store().copy();
        Stream known = next.stream(stream);
        Moved moved = marking.by(unstored);
        move(known, moved);
        if (!rules.has(Cure.TOKEN_WITH_ITS_NEWS)) {
            sync.store().stream(stream).marks.putAll(known.marks);
            sync.step();
        }
        merge(next, known);
        tell(next, moved);
        Seen last = unstored.isEmpty() ? null : unstored.get(unstored.size() - 1);
        boolean isWithin = last != null && !last.isLast() && pager != null;
        known.part = new Positions.Part(
                "all",
                null,
                null,
                part.since(),
                last == null ? partition(known) : last.partition(),
                isWithin ? pager.position() : last == null ? position(known) : null,
                startedAt,
                complete ? tool.now() : null,
                marking.newest(),
                part.lagMs(),
                "",
                null);
        sync.store(next);
        unstored.clear();
        news.clear();
    }

    private String partition(Stream known) {
        return known.part == null ? part.partition() : known.part.partition();
    }

    private @Nullable String position(Stream known) {
        return known.part == null ? part.position() : known.part.position();
    }

    private void move(Stream known, Moved moved) {
        if (!rules.has(Cure.OWN_WATERMARK)) {
            moved.marks().values().forEach(mark -> known.marks.put("", mark));
        } else if (isPartitioned() || cursor.kind() == Kind.TOKEN || cursor.kind() == Kind.NEWEST) {
            known.marks.putAll(moved.marks());
        }
    }

    private boolean isPartitioned() {
        return !rules.partitions().equals(List.of(""));
    }

    private void merge(ModelStore next, Stream known) {
        for (Seen page : unstored) {
            for (Row row : page.rows()) {
                if (isFeed()) {
                    next.log.put(row.id(), row);
                    continue;
                }
                Instant changed = next.merge(row, page.partition());
                Instant watermark = page.before().watermark();
                if (part.since() != null && watermark != null && changed != null) {
                    known.lag = known.lag.after(watermark, changed);
                }
                if (cursor.kind() == Kind.CHANGED_SINCE && !row.isVersioned() && rules.has(Cure.UNVERSIONED_BY_ID)) {
                    next.told.put(row.id(), new Told(false, true));
                }
            }
        }
    }

    private void tell(ModelStore next, Moved moved) {
        if (!isFeed()) {
            return;
        }
        if (!moved.anew().isEmpty() && rules.has(Cure.WHOLE_WHEN_ANEW)) {
            moved.anew().forEach(partition -> next.stream("items").marks.remove(partition));
            next.stream("items").part = null;
        }
        news.stream()
                .filter(action -> !moved.anew().contains(action.partition()))
                .forEach(action -> next.told.merge(
                        action.item(),
                        new Told(action.isDeletion(), false),
                        (before, after) -> new Told(before.isDeleted() || after.isDeleted(), false)));
    }

    /** The reading has ended: the watermark moves to where it began. */
    private void close() {
        ModelStore next = sync.store().copy();
        Stream known = next.stream(stream);
        if (startedAt != null && rules.has(Cure.OWN_WATERMARK)) {
            known.marks.merge("", new Mark(startedAt, null), (before, after) -> new Mark(startedAt, before.token()));
        }
        if (part.since() == null) {
            known.wholeAt = tool.now();
        }
        known.lag = known.lag.faded();
        known.part = null;
        sync.store(next);
    }
}
