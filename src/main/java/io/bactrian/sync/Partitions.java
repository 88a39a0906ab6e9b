package io.bactrian.sync;

import io.bactrian.run.Run;
import io.bactrian.sync.cursor.Mark;
import io.bactrian.tool.Partitioning;
import io.bactrian.tool.StreamDeclaration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.result.RowView;

/** The partitions of a stream in the order of their parents, fetched as they are needed, so that there may be any number. */
final class Partitions implements Iterator<Batch> {
    private static final int AT_ONCE = 200;

    private final Jdbi jdbi;
    private final Run run;
    private final StreamDeclaration stream;
    private final Partitioning partitioning;
    private final List<Wanted> wanted;
    private final boolean onlyNew;
    private final Filling filling;
    private final Deque<Parent> fetched = new ArrayDeque<>();
    private String last;
    private boolean isLastRead;
    private boolean isGrowing;

    /**
     * @param last the partition to go on with, or to go on behind
     * @param isLastRead whether it has been read
     * @param onlyNew whether partitions that have been read before are passed over
     * @param filling makes the series of pages of each partition
     */
    Partitions(
            Jdbi jdbi,
            Run run,
            StreamDeclaration stream,
            Partitioning partitioning,
            String last,
            boolean isLastRead,
            boolean onlyNew,
            Filling filling) {
        this.jdbi = jdbi;
        this.run = run;
        this.stream = stream;
        this.partitioning = partitioning;
        this.wanted = wanted(run.destination().tool()::stream, partitioning);
        this.last = last;
        this.isLastRead = isLastRead;
        this.onlyNew = onlyNew;
        this.filling = filling;
    }

    /** Goes on until the run has come to every list, where those that are read bring parents of others. */
    Partitions growing() {
        isGrowing = stream.isListedForItself();
        return this;
    }

    /** Makes the series of pages of a partition. */
    @FunctionalInterface
    interface Filling {
        /**
         * @param values of the parent and its ancestors
         * @param mark how far the partition has been read
         */
        Batch batch(String partition, Map<String, String> values, Mark mark);
    }

    /** A value of an ancestor, the parent being the first. */
    private record Wanted(String name, int level, String stream, String pointer) {
        String column() {
            return "p" + level + ".raw::jsonb #>> (:pointer_" + name + ")::text[]";
        }
    }

    /** A record that has a list of its own. */
    private record Parent(String id, Map<String, String> values, Mark mark) {}

    private static List<Wanted> wanted(Function<String, StreamDeclaration> streams, Partitioning partitioning) {
        Map<String, Wanted> wanted = new LinkedHashMap<>();
        Partitioning at = partitioning;
        for (int level = 0; at != null; level++) {
            StreamDeclaration ancestor = streams.apply(at.of());
            int depth = level;
            at.values()
                    .forEach((name, pointer) ->
                            wanted.putIfAbsent(name, new Wanted(name, depth, ancestor.name(), pointer)));
            wanted.putIfAbsent(at.of(), new Wanted(at.of(), level, at.of(), ancestor.id()));
            wanted.putIfAbsent("parent", new Wanted("parent", level, at.of(), ancestor.id()));
            at = ancestor.partitioning();
        }
        return new ArrayList<>(wanted.values());
    }

    @Override
    public boolean hasNext() {
        if (fetched.isEmpty()) {
            fetched.addAll(jdbi.withHandle(this::fetch));
        }
        if (fetched.isEmpty() && isGrowing && !last.isEmpty()) {
            last = "";
            isLastRead = false;
            fetched.addAll(jdbi.withHandle(this::fetch));
        }
        return !fetched.isEmpty();
    }

    @Override
    public Batch next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        Parent parent = fetched.removeFirst();
        last = parent.id();
        isLastRead = true;
        return filling.batch(parent.id(), parent.values(), parent.mark());
    }

    private List<Parent> fetch(Handle handle) {
        var query = handle.createQuery(sql())
                .bind("integration", run.integrationId())
                .bind("stream", stream.name())
                .bind("last", last)
                .bindArray("parents", String.class, partitioning.parents());
        if (isGrowing) {
            query.bind("run", run.id());
        }
        List<String> without = List.copyOf(partitioning.unless().keySet());
        for (int at = 0; at < without.size(); at++) {
            query.bindArray("unless_" + at, String.class, path(without.get(at)))
                    .bind("text_" + at, partitioning.unless().get(without.get(at)));
        }
        for (Wanted value : wanted) {
            query.bind("level_" + value.level(), value.stream())
                    .bindArray("pointer_" + value.name(), String.class, path(value.pointer()));
        }
        return query.reduceRows(new ArrayList<Parent>(), (parents, row) -> {
            Parent parent = parent(row);
            // An id that several streams of parents hold is that of one list.
            if (parents.isEmpty() || !parents.get(parents.size() - 1).id().equals(parent.id())) {
                parents.add(parent);
            }
            return parents;
        });
    }

    private static List<String> path(String pointer) {
        return List.of(pointer.substring(1).split("/")).stream()
                .map(step -> step.replace("~1", "/").replace("~0", "~"))
                .toList();
    }

    private Parent parent(RowView row) {
        Map<String, String> values = new HashMap<>();
        for (Wanted value : wanted) {
            String found = row.getColumn("value_" + value.name(), String.class);
            if (found != null) {
                values.put(value.name(), found);
            }
        }
        Mark mark = new Mark(row.getColumn("watermark", Instant.class), row.getColumn("token", String.class));
        return new Parent(row.getColumn("partition", String.class), values, mark);
    }

    /** Names are words of a declaration and so fit to be names of columns and places. */
    private String sql() {
        StringBuilder sql = new StringBuilder("select p0.external_id as partition, w.watermark, w.token");
        wanted.forEach(value ->
                sql.append(", ").append(value.column()).append(" as value_").append(value.name()));
        sql.append(" from work.records p0");
        int levels = wanted.stream().mapToInt(Wanted::level).max().orElse(0);
        for (int level = 1; level <= levels; level++) {
            sql.append(
                            " left join work.records p%1$d on p%1$d.integration_id = :integration and p%1$d.stream = :level_%1$d"
                                    .formatted(level))
                    .append(" and p%d.external_id = p%d.parent_id".formatted(level, level - 1));
        }
        return sql.append(" left join bactrian.watermarks w on w.integration_id = :integration and w.stream = :stream")
                .append(" and w.partition = p0.external_id")
                .append(
                        " where p0.integration_id = :integration and p0.stream = any(:parents) and p0.absence = 'present'")
                .append(unless())
                .append(onlyNew ? unread() : "")
                .append(isGrowing ? ReadLists.LEFT : "")
                .append(" and p0.external_id ")
                .append(isLastRead ? ">" : ">=")
                .append(" :last order by p0.external_id limit ")
                .append(AT_ONCE)
                .toString();
    }

    private String unread() {
        return partitioning.changed()
                ? " and (w.watermark is null or coalesce(w.parent_synced_at <> p0.synced_at and w.parent_synced_at <> ("
                        + Marks.syncedAt("p0.external_id") + "), w.updated_at < p0.synced_at))"
                : " and w.watermark is null";
    }

    private String unless() {
        StringBuilder sql = new StringBuilder();
        for (int at = 0; at < partitioning.unless().size(); at++) {
            sql.append(" and p0.raw::jsonb #>> (:unless_%1$d)::text[] is distinct from :text_%1$d".formatted(at));
        }
        return sql.toString();
    }
}
