package io.bactrian.sync;

import io.bactrian.run.Run;
import io.bactrian.sync.cursor.Report;
import io.bactrian.tool.StreamDeclaration;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The records that hold others within them: when only a feed told that one of those has changed, the record that holds it is as it was,
 * and is read again.
 *
 * @param stream of which they are; null where there are none, or none can be asked for
 */
record Embedding(Reports reports, Run run, @Nullable StreamDeclaration stream) {
    static Embedding of(Reports reports, Run run, StreamDeclaration stream) {
        return new Embedding(reports, run, stream.byIds() == null ? null : stream);
    }

    /** @param ids of records in which something has changed */
    void change(Handle handle, Collection<String> ids) {
        if (stream != null) {
            String name = stream.name();
            List<Report> told =
                    ids.stream().map(id -> new Report(name, id, false)).toList();
            reports.told(handle, run.integrationId(), "", false, told);
        }
    }

    /** @param ids of records within them that were deleted, as is about to be noted */
    void lose(Handle handle, StreamDeclaration lost, List<String> ids) {
        if (stream != null && !ids.isEmpty()) {
            change(handle, reports.parents(handle, run.integrationId(), lost.name(), ids));
        }
    }
}
