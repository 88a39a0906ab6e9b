package io.bactrian.sync.census;

import io.bactrian.run.Run;
import io.bactrian.store.Merged;
import io.bactrian.tool.StreamDeclaration;
import java.util.Collection;
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
        SetAside.forgetLost(handle, run.integrationId(), child.name(), parents, listed);
        int lost = OnePass.over(handle, () -> mark(handle, run, child, parents, listed));
        if (lost > 0) {
            HiddenParts.hideMapped(handle, run.integrationId(), child);
            merged.addAbsent(child.name(), lost);
        }
    }

    private static int mark(
            Handle handle, Run run, StreamDeclaration child, Collection<String> parents, Collection<String> listed) {
        return handle.createUpdate("""
                        update work.records r
                        set absence = 'gone', deleted_at = now(),
                            absence_reason = 'not in the list of its parent, which was read whole: deleted or hidden'
                        where r.integration_id = :integration and r.stream = :stream and r.absence = 'present'
                            and r.parent_id = any(:parents)
                            and not exists (select from unnest(:listed::text[]) as l(id) where l.id = r.external_id)
                        """)
                .bind("integration", run.integrationId())
                .bind("stream", child.name())
                .bindArray("parents", String.class, parents)
                .bindArray("listed", String.class, listed)
                .execute();
    }
}
