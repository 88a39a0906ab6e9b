package io.bactrian.sync.census;

import io.bactrian.run.Run;
import io.bactrian.tool.StreamDeclaration;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/** Marks what a scope leaves out as no longer observed: it may still be there, and comes back when the scope does. */
final class OutsideScope {
    private OutsideScope() {}

    /** The records of a stream that its complete listing does not hold. */
    static void unobserveUnlisted(Handle handle, Run run, StreamDeclaration stream) {
        OnePass.over(handle, () -> unobserve(handle, run, stream, """
                not exists (
                    select from bactrian.census_ids c
                    where c.integration_id = r.integration_id and c.stream = r.stream and c.external_id = r.external_id)
                """, null));
    }

    /** All records of a stream, which is read whole should it ever be wanted again. */
    static void unobserveAll(Handle handle, Run run, StreamDeclaration stream) {
        unobserve(handle, run, stream, "true", null);
        for (String position : List.of("watermarks", "walks")) {
            handle.createUpdate("delete from bactrian.<table> where integration_id = :integration and stream = :stream")
                    .define("table", position)
                    .bind("integration", run.integrationId())
                    .bind("stream", stream.name())
                    .execute();
        }
    }

    /** Some records of a stream. */
    static void unobserve(Handle handle, Run run, StreamDeclaration stream, List<String> ids) {
        unobserve(handle, run, stream, "r.external_id = any(:ids)", ids);
    }

    /** How many they were. */
    private static int unobserve(
            Handle handle, Run run, StreamDeclaration stream, String which, @Nullable List<String> ids) {
        Update update = handle.createUpdate("""
                        update work.records r set absence = 'unobserved', deleted_at = now()
                        where r.integration_id = :integration and r.stream = :stream and r.absence = 'present' and <which>
                        """)
                .define("which", which)
                .bind("integration", run.integrationId())
                .bind("stream", stream.name());
        int count = (ids == null ? update : update.bindArray("ids", String.class, ids)).execute();
        Orphans.follow(handle, run, stream);
        return count;
    }
}
