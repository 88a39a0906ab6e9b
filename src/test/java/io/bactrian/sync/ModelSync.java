package io.bactrian.sync;

import io.bactrian.failure.ToolFailure;
import io.bactrian.store.Row;
import io.bactrian.sync.ModelStore.Stream;
import io.bactrian.sync.ModelTool.Shown;
import io.bactrian.tool.CursorDeclaration;
import io.bactrian.tool.CursorDeclaration.Kind;
import io.bactrian.tool.Paging;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One run after the other over a tool and a store of one case: the order of steps is that of the routes, the steps are real. */
final class ModelSync {
    private static final Set<Kind> OF_CHANGES = Set.of(Kind.CHANGED_SINCE, Kind.NEWEST, Kind.REPORTED);

    private final ModelCase rules;
    private final ModelTool tool;
    private final Random random;
    private ModelStore store = new ModelStore();
    private int deadly;
    private int requests;
    private int kills;

    /** The process is gone, and with it all that was not committed. */
    static final class Killed extends Exception {
        private static final long serialVersionUID = 1L;
    }

    ModelSync(ModelCase rules, ModelTool tool, Random random) {
        this.rules = rules;
        this.tool = tool;
        this.random = random;
    }

    int kills() {
        return kills;
    }

    /** The end of a transaction. */
    void store(ModelStore committed) {
        store = committed;
    }

    ModelStore store() {
        return store;
    }

    /** From now on a run is killed at one of so many steps; never for 0. */
    void killAtOneOf(int steps) {
        deadly = steps;
    }

    /** One run; when it is killed, the next one takes up what was committed. */
    void run(boolean isFull) throws ToolFailure {
        try {
            readAll(isFull);
        } catch (Killed gone) {
            kills++;
        }
    }

    private void readAll(boolean isFull) throws Killed, ToolFailure {
        if (rules.feed() != null) {
            read("feed", rules.cursor(rules.feed()), rules.feedPaging(), isFull);
        }
        read("items", rules.itemsCursor(), rules.itemsPaging(), isFull);
        fetch();
    }

    private void read(String stream, CursorDeclaration cursor, Paging paging, boolean isFull)
            throws Killed, ToolFailure {
        Stream known = store.stream(stream);
        boolean wantsChanges = !isFull && OF_CHANGES.contains(cursor.kind()) && isWholeEnough(cursor, known);
        Instant since = wantsChanges ? known.mark("").watermark() : null;
        Positions.Part left = known.part;
        if (left == null || (left.since() != null && isFull)) {
            left = new Positions.Part(
                    "all",
                    null,
                    null,
                    since,
                    "",
                    null,
                    null,
                    null,
                    null,
                    known.lag.allowance().toMillis(),
                    "",
                    null);
        }
        new ModelReading(this, rules, tool, random, stream, cursor, paging, left).run();
    }

    private boolean isWholeEnough(CursorDeclaration cursor, Stream known) {
        Duration every = cursor.wholeEvery();
        boolean isDue = every != null
                && (known.wholeAt == null || known.wholeAt.plus(every).isBefore(tool.now()));
        return !isDue || !rules.has(Cure.WHOLE_NOW_AND_THEN);
    }

    /** The tool's list of ids against ours, as after a full run: what feeds did not tell of is found missing. */
    void takeCensus() {
        Set<String> ids = new HashSet<>(store.items.keySet());
        tool.truth().forEach(item -> ids.remove(item.id()));
        ids.forEach(store::delete);
    }

    private void fetch() throws Killed {
        List<String> ids = List.copyOf(store.told.keySet());
        List<Shown> found = tool.fetch(ids);
        step();
        ModelStore next = store.copy();
        found.forEach(item -> next.merge(row(item), item.partition()));
        Set<String> missing = new HashSet<>(ids);
        found.forEach(item -> missing.remove(item.id()));
        missing.stream().filter(id -> store.told.get(id).isDeleted()).forEach(next::delete);
        next.told.values().removeIf(told -> !told.isUnversioned());
        store = next;
    }

    /** What a run that was given up leaves undone. */
    void step() throws Killed {
        if (++requests > 20_000) {
            throw new IllegalStateException("there is no end to it");
        }
        if (deadly > 0 && random.nextInt(deadly) == 0) {
            throw new Killed();
        }
    }

    static Row row(Shown item) {
        long stamp = item.version().stamp();
        return row(item.id(), item.version().number(), stamp < 0 ? null : Instant.ofEpochMilli(stamp));
    }

    static Row row(String id, long version, @Nullable Instant changedAt) {
        long micros = changedAt == null
                ? Long.MIN_VALUE
                : Duration.between(Instant.parse("2000-01-01T00:00:00Z"), changedAt)
                                .toMillis()
                        * 1000;
        // As different as real hashes are, with the version to be read from it.
        return new Row(id, null, id.hashCode() * 0x9E3779B97F4A7C15L, version, micros, 0, 0, 0, 0);
    }
}
