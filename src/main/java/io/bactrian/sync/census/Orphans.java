package io.bactrian.sync.census;

import io.bactrian.run.Progress;
import io.bactrian.run.Run;
import io.bactrian.tool.Partitioning;
import io.bactrian.tool.StreamDeclaration;
import org.jdbi.v3.core.Handle;

/** Records that a tool lists for each of some others, such as the comments of a task: they go the way of those at once. */
public final class Orphans {
    private Orphans() {}

    /** Marks what was listed for records of a stream that are absent, as those are, and so on to any depth. */
    public static void mark(Handle handle, Run run, StreamDeclaration parent) {
        for (StreamDeclaration stream : run.destination().tool().streams().values()) {
            Partitioning partitioning = stream.partitioning();
            if (partitioning != null
                    && !partitioning.shared()
                    && partitioning.parents().contains(parent.name())
                    && mark(handle, run, parent, stream, partitioning) > 0) {
                HiddenParts.hide(handle, run.integrationId(), stream);
                mark(handle, run, stream);
            }
        }
    }

    private static int mark(
            Handle handle, Run run, StreamDeclaration parent, StreamDeclaration stream, Partitioning partitioning) {
        int marked = handle.createUpdate("""
                        update work.records r
                        set absence = p.absence, deleted_at = now(),
                            absence_reason = 'what it belongs to is absent: ' || coalesce(p.absence_reason, p.absence)
                        from work.records p
                        where p.integration_id = :integration and p.stream = :parent
                            and p.absence in ('deleted', 'gone', 'archived', 'access_lost')
                            and r.integration_id = :integration and r.stream = :stream and r.parent_id = p.external_id
                            and r.absence = 'present'
                            and not exists (
                                select from work.records other
                                where other.integration_id = :integration and other.stream = any(:parents)
                                    and other.external_id = p.external_id and other.absence = 'present')
                        """)
                .bind("integration", run.integrationId())
                .bind("parent", parent.name())
                .bind("stream", stream.name())
                .bindArray("parents", String.class, partitioning.parents())
                .execute();
        if (marked > 0) {
            Progress.absent(handle, run.id(), stream.name(), marked);
        }
        return marked;
    }
}
