package io.bactrian.validation;

import io.bactrian.run.Progress;
import io.bactrian.run.Run;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Records that open inconsistencies name, and what a repair does to them. */
final class OpenRecords {
    /** What the tool has to be asked for: the records themselves, and those that embed a record. */
    private static final String IDS = """
            select case when stream = :stream then external_id else parent_id end as id,
                   bool_and(stream = :stream and pointer = '' and kind = 'extra') as extra
            from bactrian.inconsistencies
            where integration_id = :integration and (stream = :stream or (stream = any(:children) and parent_id is not null))
                and resolved_at is null and superseded_at is null
            group by 1
            """;

    private static final UUID NO_HASH = new UUID(0, 0);

    private static final String NOT_FOUND = """
            integration_id = :integration and stream = :stream and external_id in (
                select external_id from bactrian.validation_ids
                where run_id = :run and stream = :stream and doubtful)
            """;

    private final Jdbi jdbi;

    OpenRecords(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** @param extra whether those that only we have, or the others; those behind {@code after}, in their order */
    List<String> ids(StreamRepair repair, boolean extra, String after, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("select id from (" + IDS + """
                        ) as named where extra = :extra and id > :after order by id limit :limit
                        """)
                .bind("stream", repair.name())
                .bind("integration", repair.run().integrationId())
                .bindArray(
                        "children",
                        String.class,
                        repair.stream().children().keySet().toArray())
                .bind("extra", extra)
                .bind("after", after)
                .bind("limit", limit)
                .mapTo(String.class)
                .list());
    }

    long count(StreamRepair repair, boolean extra) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select count(*) from (" + IDS + ") as named where extra = :extra")
                        .bind("stream", repair.name())
                        .bind("integration", repair.run().integrationId())
                        .bindArray(
                                "children",
                                String.class,
                                repair.stream().children().keySet().toArray())
                        .bind("extra", extra)
                        .mapTo(Long.class)
                        .one());
    }

    /** Notes in {@code bactrian.validation_ids} what is asked for. */
    void doubt(Handle handle, StreamRepair repair) {
        handle.createUpdate("""
                        insert into bactrian.validation_ids as v (run_id, stream, external_id, listed, doubtful)
                        select :run, :stream, id, false, true from (
                        """ + IDS + """
                        ) as named
                        on conflict (run_id, stream, external_id) do update set doubtful = true
                        """)
                .bind("run", repair.run().id())
                .bind("stream", repair.name())
                .bind("integration", repair.run().integrationId())
                .bindArray(
                        "children",
                        String.class,
                        repair.stream().children().keySet().toArray())
                .execute();
    }

    /** Lets whatever comes replace what is stored, though its hash or version may say that it is not needed. */
    void forgetVersions(Handle handle, StreamRepair repair) {
        handle.createUpdate("""
                        update work.records as r set hash = :none, changed_at = null
                        from bactrian.inconsistencies d
                        where d.integration_id = :integration and d.stream = any(:streams)
                            and d.resolved_at is null and d.superseded_at is null
                            and r.integration_id = d.integration_id and r.stream = d.stream
                            and r.external_id = d.external_id
                        """)
                .bind("none", NO_HASH)
                .bind("integration", repair.run().integrationId())
                .bindArray("streams", String.class, repair.streams().toArray())
                .execute();
    }

    /** Lets the children of what is asked for be read whole, though their parent may be unchanged. */
    void forgetChildren(Handle handle, StreamRepair repair) {
        handle.createUpdate("""
                        update bactrian.child_counts as c set parent_hash = null
                        from bactrian.inconsistencies d
                        where d.integration_id = :integration and d.stream = any(:streams)
                            and d.resolved_at is null and d.superseded_at is null
                            and c.integration_id = d.integration_id and c.stream = d.stream and c.parent_id = d.parent_id
                        """)
                .bind("integration", repair.run().integrationId())
                .bindArray("streams", String.class, repair.streams().toArray())
                .execute();
    }

    boolean isAnyNotFound(Run run, String stream) {
        return jdbi.withHandle(handle -> countNotFound(handle, run, stream)) > 0;
    }

    /** Held records that were asked for and not found. */
    long countNotFound(Handle handle, Run run, String stream) {
        return handle.createQuery("select count(*) from work.records where absence = 'present' and " + NOT_FOUND)
                .bind("integration", run.integrationId())
                .bind("stream", stream)
                .bind("run", run.id())
                .mapTo(Long.class)
                .one();
    }

    /** The tool does not tell whether they were deleted or hidden. */
    void markGone(Handle handle, Run run, String stream, long count) {
        handle.createUpdate("""
                        update work.records set absence = 'gone', deleted_at = now(),
                            absence_reason = 'asked for by a repair and not found: deleted or hidden, the tool does not tell'
                        where absence = 'present' and""" + " " + NOT_FOUND)
                .bind("integration", run.integrationId())
                .bind("stream", stream)
                .bind("run", run.id())
                .execute();
        Progress.absent(handle, run.id(), stream, count);
    }
}
