package io.bactrian.sync;

import io.bactrian.run.Run;
import io.bactrian.store.Row;
import io.bactrian.sync.cut.Cut;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** How many children each record has by the tool's own count, and whether all of them have been read. */
final class ChildCounts {
    private final Jdbi jdbi;

    ChildCounts(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * Notes what pages told of their records' children.
     *
     * @param changed the records that told something before which may hold no more
     * @param older the records that tell nothing, as a newer version of them is held
     */
    static void told(Handle handle, UUID integrationId, List<Page> pages, Set<String> changed, Set<String> older) {
        upsert(
                handle,
                integrationId,
                pages.stream()
                        .flatMap(ChildCounts::withChildren)
                        .filter(told -> !older.contains(told.total().parentId()))
                        .toList());
        if (!changed.isEmpty()) {
            forget(handle, integrationId, childless(pages, changed));
        }
    }

    /** What a record told of its children, and the hash of the record; null when it could not be stored. */
    private record Told(Cut.ChildTotal total, @Nullable UUID parent) {}

    private static Stream<Told> withChildren(Page page) {
        List<Cut.ChildTotal> totals = page.cut().childTotals().stream()
                .filter(total -> total.total() > 0)
                .toList();
        if (totals.isEmpty()) {
            return Stream.empty();
        }
        Map<String, UUID> hashes =
                page.cut().rows().stream().collect(Collectors.toMap(Row::id, Row::hash, (first, second) -> second));
        return totals.stream().map(total -> new Told(total, hashes.get(total.parentId())));
    }

    private static List<Cut.ChildTotal> childless(List<Page> pages, Set<String> changed) {
        return pages.stream()
                .flatMap(page -> page.cut().childTotals().stream())
                .filter(total -> total.total() == 0 && changed.contains(total.parentId()))
                .toList();
    }

    private static void forget(Handle handle, UUID integrationId, List<Cut.ChildTotal> childless) {
        if (childless.isEmpty()) {
            return;
        }
        // Without the lateral's "offset 0" all counts of a stream may be read for a few of them.
        handle.createUpdate("""
                        delete from bactrian.child_counts where ctid = any(array(
                            select held.ctid
                            from unnest(:streams::text[], :parents::text[]) as n(stream, parent)
                            cross join lateral (
                                select c.ctid from bactrian.child_counts c
                                where c.integration_id = :integration and c.stream = n.stream and c.parent_id = n.parent
                                offset 0) held))
                        """)
                .bind("integration", integrationId)
                .bindArray("streams", String.class, each(childless, Cut.ChildTotal::stream))
                .bindArray("parents", String.class, each(childless, Cut.ChildTotal::parentId))
                .execute();
    }

    /** Forgets what was told of some streams of children; whoever reads their parents is told it again. */
    static void forget(Handle handle, UUID integrationId, Collection<String> streams) {
        handle.createUpdate("""
                        delete from bactrian.child_counts where integration_id = :integration and stream = any(:streams)
                        """)
                .bind("integration", integrationId)
                .bindArray("streams", String.class, streams)
                .execute();
    }

    private static <T> List<T> each(List<Cut.ChildTotal> all, Function<Cut.ChildTotal, T> part) {
        return all.stream().map(part).toList();
    }

    /** Children that were completed stay so while their record is as it was, though each page cuts them short again. */
    private static void upsert(Handle handle, UUID integrationId, List<Told> told) {
        if (told.isEmpty()) {
            return;
        }
        List<Cut.ChildTotal> totals = told.stream().map(Told::total).toList();
        handle.createUpdate("""
                        insert into bactrian.child_counts as c
                            (integration_id, stream, parent_id, total, complete, parent_hash, noted_at)
                        select :integration, n.stream, n.parent, n.total, n.complete, n.hash, now()
                        from (
                            select distinct on (stream, parent) *
                            from unnest(:streams::text[], :parents::text[], :totals::bigint[], :complete::boolean[], :hashes::uuid[])
                                with ordinality as told(stream, parent, total, complete, hash, ord)
                            order by stream, parent, ord desc) n
                        left join lateral (
                            select c.total, c.complete, c.parent_hash from bactrian.child_counts c
                            where c.integration_id = :integration and c.stream = n.stream and c.parent_id = n.parent
                            offset 0) held on true
                        -- What would come to nothing would lock what is there, and write that down.
                        where (held.total, held.complete, held.parent_hash) is distinct from (n.total, n.complete, n.hash)
                            and (n.complete or held.complete is not true or held.parent_hash is distinct from n.hash)
                        on conflict (integration_id, stream, parent_id) do update
                        set total = excluded.total, complete = excluded.complete, parent_hash = excluded.parent_hash,
                            refused_in = null, missed = null, noted_at = excluded.noted_at
                        where (excluded.complete or not c.complete or c.parent_hash is distinct from excluded.parent_hash)
                            and (c.total, c.complete, c.parent_hash)
                                is distinct from (excluded.total, excluded.complete, excluded.parent_hash)
                        """)
                .bind("integration", integrationId)
                .bindArray("streams", String.class, each(totals, Cut.ChildTotal::stream))
                .bindArray("parents", String.class, each(totals, Cut.ChildTotal::parentId))
                .bindArray("totals", Long.class, each(totals, Cut.ChildTotal::total))
                .bindArray("complete", Boolean.class, each(totals, Cut.ChildTotal::isComplete))
                .bindArray("hashes", UUID.class, told.stream().map(Told::parent).toArray())
                .execute();
    }

    /** Notes that all children of some records have been read; of which state of the records is known already. */
    void completed(Handle handle, UUID integrationId, Collection<Cut.ChildTotal> parents) {
        PreparedBatch batch = handle.prepareBatch("""
                update bactrian.child_counts set total = :total, complete = true, missed = null, noted_at = now()
                where integration_id = :integration and stream = :stream and parent_id = :parent
                """);
        parents.forEach(parent -> batch.bind("integration", integrationId)
                .bind("stream", parent.stream())
                .bind("parent", parent.parentId())
                .bind("total", parent.total())
                .add());
        batch.execute();
    }

    /** Notes that the lists of some records' children may have changed while they were read, and which held ones those missed. */
    void doubted(Handle handle, UUID integrationId, String stream, Map<String, List<String>> missed) {
        PreparedBatch batch = handle.prepareBatch("""
                update bactrian.child_counts set missed = :missed
                where integration_id = :integration and stream = :stream and parent_id = :parent
                """);
        missed.forEach((parent, ids) -> batch.bind("integration", integrationId)
                .bind("stream", stream)
                .bind("parent", parent)
                .bindArray("missed", String.class, ids)
                .add());
        batch.execute();
    }

    /** What the readings before missed of the children of some records. */
    Set<String> missed(Handle handle, UUID integrationId, String stream, Collection<String> parents) {
        return handle.createQuery("""
                        select unnest(missed) from bactrian.child_counts
                        where integration_id = :integration and stream = :stream and parent_id = any(:parents)
                        """)
                .bind("integration", integrationId)
                .bind("stream", stream)
                .bindArray("parents", String.class, parents)
                .mapTo(String.class)
                .set();
    }

    /** Notes that the tool refused to list the children of some records. */
    void refused(Handle handle, Run run, String stream, Collection<String> parents) {
        handle.createUpdate("""
                        update bactrian.child_counts set refused_in = :run
                        where integration_id = :integration and stream = :stream and parent_id = any(:parents)
                        """)
                .bind("run", run.id())
                .bind("integration", run.integrationId())
                .bind("stream", stream)
                .bindArray("parents", String.class, parents)
                .execute();
    }

    /** Once all that is left was refused before, has the next run begin with what this one did not come to. */
    void othersFirst(Handle handle, Run run, String stream) {
        handle.createUpdate("""
                        update bactrian.child_counts set refused_in = null
                        where integration_id = :integration and stream = :stream and not complete and refused_in <> :run
                            and not exists (
                                select from bactrian.child_counts c
                                where c.integration_id = :integration and c.stream = :stream and not c.complete
                                    and c.refused_in is null)
                        """)
                .bind("run", run.id())
                .bind("integration", run.integrationId())
                .bind("stream", stream)
                .execute();
    }

    /**
     * Parents whose children were cut short, and were not refused in this run, in the order of their ids.
     *
     * @param again whether only those that were read and are in doubt
     * @param refused whether those that an earlier run was refused, or the others
     */
    List<String> incomplete(Run run, String stream, boolean again, boolean refused, String after, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select parent_id from bactrian.child_counts
                        where integration_id = :integration and stream = :stream and not complete and parent_id > :after
                            and (refused_in is not null) = :refused and refused_in is distinct from :run
                            and (missed is not null or not :again)
                        order by parent_id
                        limit :limit
                        """)
                .bind("run", run.id())
                .bind("integration", run.integrationId())
                .bind("stream", stream)
                .bind("again", again)
                .bind("refused", refused)
                .bind("after", after)
                .bind("limit", limit)
                .mapTo(String.class)
                .list());
    }
}
