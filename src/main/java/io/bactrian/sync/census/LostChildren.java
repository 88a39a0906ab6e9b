package io.bactrian.sync.census;

import io.bactrian.run.Run;
import io.bactrian.store.Merged;
import io.bactrian.store.Quarantine;
import io.bactrian.tool.StreamDeclaration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Marks children that their parent, of which the whole list was read, lists no more. */
public final class LostChildren {
    private LostChildren() {}

    /**
     * Marks the children of some parents that are not among those listed.
     *
     * @param child the children's own declaration
     * @param parents whose children were all listed
     * @param listed the children's ids
     * @param merged counts them, since walks side by side must touch the counts of a run in one order
     */
    public static void mark(
            Handle handle,
            Run run,
            StreamDeclaration child,
            Collection<String> parents,
            Collection<String> listed,
            Merged merged) {
        mark(handle, run, child, missed(handle, run, child, parents, listed), merged);
    }

    /** The same of those that were found missing, by their parents. */
    public static void mark(
            Handle handle, Run run, StreamDeclaration child, Map<String, List<String>> missed, Merged merged) {
        List<String> lost = missed.values().stream().flatMap(List::stream).toList();
        if (!lost.isEmpty()) {
            Quarantine.forget(handle, run.integrationId(), child.name(), lost);
            merged.addAbsent(child.name(), mark(handle, run, child, lost));
            HiddenParts.hideMapped(handle, run.integrationId(), child);
        }
    }

    /** Children of some parents, held or set aside, that are not among those listed, by their parents. */
    public static Map<String, List<String>> missed(
            Handle handle, Run run, StreamDeclaration child, Collection<String> parents, Collection<String> listed) {
        return OnePass.over(
                handle,
                () -> handle.createQuery("""
                        select r.parent_id, r.external_id from work.records r
                        where r.integration_id = :integration and r.stream = :stream and r.absence = 'present'
                            and r.parent_id = any(:parents)
                            and not exists (select from unnest(:listed::text[]) as l(id) where l.id = r.external_id)
                        union
                        select q.parent_id, q.external_id from bactrian.quarantined_records q
                        where q.integration_id = :integration and q.stream = :stream and q.parent_id = any(:parents)
                            and not exists (select from unnest(:listed::text[]) as l(id) where l.id = q.external_id)
                        """)
                        .bind("integration", run.integrationId())
                        .bind("stream", child.name())
                        .bindArray("parents", String.class, parents)
                        .bindArray("listed", String.class, listed)
                        .reduceRows(new HashMap<>(), (missed, row) -> {
                            missed.computeIfAbsent(
                                            row.getColumn("parent_id", String.class), parent -> new ArrayList<>())
                                    .add(row.getColumn("external_id", String.class));
                            return missed;
                        }));
    }

    private static int mark(Handle handle, Run run, StreamDeclaration child, List<String> lost) {
        return handle.createUpdate("""
                        update work.records
                        set absence = 'gone', deleted_at = now(),
                            absence_reason = 'not in the list of its parent, which was read whole: deleted or hidden'
                        where integration_id = :integration and stream = :stream and absence = 'present'
                            and external_id = any(:lost)
                        """)
                .bind("integration", run.integrationId())
                .bind("stream", child.name())
                .bindArray("lost", String.class, lost)
                .execute();
    }
}
