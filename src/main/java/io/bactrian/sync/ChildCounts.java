package io.bactrian.sync;

import io.bactrian.sync.cut.Cut;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** How many children each record has by the tool's own count, and whether all of them have been read. */
final class ChildCounts {
    private final Jdbi jdbi;

    ChildCounts(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Notes what pages told of their records' children. */
    void note(Handle handle, UUID integrationId, Collection<Cut.ChildTotal> totals) {
        Map<Boolean, List<Cut.ChildTotal>> byPresence =
                totals.stream().collect(Collectors.partitioningBy(total -> total.total() > 0));
        upsert(handle, integrationId, byPresence.getOrDefault(true, List.of()));
        forget(handle, integrationId, byPresence.getOrDefault(false, List.of()));
    }

    private static void forget(Handle handle, UUID integrationId, List<Cut.ChildTotal> childless) {
        if (childless.isEmpty()) {
            return;
        }
        handle.createUpdate("""
                        delete from bactrian.child_counts c
                        using unnest(:streams::text[], :parents::text[]) as n(stream, parent)
                        where c.integration_id = :integration and c.stream = n.stream and c.parent_id = n.parent
                        """)
                .bind("integration", integrationId)
                .bindArray(
                        "streams",
                        String.class,
                        childless.stream().map(Cut.ChildTotal::stream).toList())
                .bindArray(
                        "parents",
                        String.class,
                        childless.stream().map(Cut.ChildTotal::parentId).toList())
                .execute();
    }

    private static void upsert(Handle handle, UUID integrationId, List<Cut.ChildTotal> totals) {
        if (totals.isEmpty()) {
            return;
        }
        handle.createUpdate("""
                        insert into bactrian.child_counts as c (integration_id, stream, parent_id, total, complete, noted_at)
                        select distinct on (n.stream, n.parent) :integration, n.stream, n.parent, n.total, n.complete, now()
                        from unnest(:streams::text[], :parents::text[], :totals::bigint[], :complete::boolean[])
                            with ordinality as n(stream, parent, total, complete, ord)
                        order by n.stream, n.parent, n.ord desc
                        on conflict (integration_id, stream, parent_id) do update
                        set total = excluded.total, complete = excluded.complete, noted_at = excluded.noted_at
                        where (c.total, c.complete) is distinct from (excluded.total, excluded.complete)
                        """)
                .bind("integration", integrationId)
                .bindArray(
                        "streams",
                        String.class,
                        totals.stream().map(Cut.ChildTotal::stream).toList())
                .bindArray(
                        "parents",
                        String.class,
                        totals.stream().map(Cut.ChildTotal::parentId).toList())
                .bindArray(
                        "totals",
                        Long.class,
                        totals.stream().map(Cut.ChildTotal::total).toList())
                .bindArray(
                        "complete",
                        Boolean.class,
                        totals.stream().map(Cut.ChildTotal::isComplete).toList())
                .execute();
    }

    /** Parents whose children were cut short, in the order of their ids. */
    List<String> incomplete(UUID integrationId, String stream, String after, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select parent_id from bactrian.child_counts
                        where integration_id = :integration and stream = :stream and not complete and parent_id > :after
                        order by parent_id
                        limit :limit
                        """)
                .bind("integration", integrationId)
                .bind("stream", stream)
                .bind("after", after)
                .bind("limit", limit)
                .mapTo(String.class)
                .list());
    }

    /** Whether any parent's children are still cut short. */
    boolean hasIncomplete(UUID integrationId, String stream) {
        return !incomplete(integrationId, stream, "", 1).isEmpty();
    }
}
