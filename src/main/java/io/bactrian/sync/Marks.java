package io.bactrian.sync;

import io.bactrian.run.Run;
import io.bactrian.sync.census.Orphans;
import io.bactrian.sync.cursor.Lag;
import io.bactrian.sync.cursor.Mark;
import io.bactrian.tool.StreamDeclaration;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.PreparedBatch;

/** How far each stream and each of its partitions is known to be complete, and how late the tool shows its changes. */
final class Marks {
    private final Jdbi jdbi;

    Marks(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** How far the whole stream has been read; none where something else was wanted then. */
    Optional<Mark> of(UUID integrationId, String stream, String scope) {
        return jdbi.withHandle(handle -> handle.registerRowMapper(ConstructorMapper.factory(Mark.class))
                .createQuery("""
                        select watermark, token from bactrian.watermarks
                        where integration_id = :integration and stream = :stream and partition = ''
                            and scope = :scope and (watermark is not null or token is not null)
                        """)
                .bind("scope", scope)
                .bind("integration", integrationId)
                .bind("stream", stream)
                .mapTo(Mark.class)
                .findOne());
    }

    Lag lag(UUID integrationId, String stream) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                                select lag_ms from bactrian.watermarks
                                where integration_id = :integration and stream = :stream and partition = ''
                                """)
                        .bind("integration", integrationId)
                        .bind("stream", stream)
                        .mapTo(Long.class)
                        .findOne())
                .map(seen -> new Lag(Duration.ofMillis(seen)))
                .orElse(Lag.NONE);
    }

    void keep(Handle handle, UUID integrationId, String stream, Lag lag) {
        handle.createUpdate("""
                        update bactrian.watermarks set lag_ms = :seen, updated_at = now()
                        where integration_id = :integration and stream = :stream and partition = '' and lag_ms <> :seen
                        """)
                .bind("seen", lag.seen().toMillis())
                .bind("integration", integrationId)
                .bind("stream", stream)
                .execute();
    }

    /** Whether the ids of a stream were listed not longer ago than this. */
    boolean isListedWithin(UUID integrationId, String stream, Duration age) {
        return isWithin("census_at", integrationId, stream, age);
    }

    /** Whether records are held of which it is not known what became of them with what they belong to. */
    boolean areOrphansLeft(Run run, StreamDeclaration stream) {
        return jdbi.inTransaction(handle -> Orphans.areLeft(handle, run, stream));
    }

    /** Whether lists were absent that are there again, and have not been read since. */
    boolean isAnyListBack(UUID integrationId, String stream, List<String> parents) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select exists (
                            select from bactrian.watermarks w join work.records p
                                on p.integration_id = w.integration_id and p.stream = any(:parents)
                                and p.external_id = w.partition and p.absence = 'present'
                            where w.integration_id = :integration and w.stream = :stream and w.partition <> ''
                                and w.watermark is null)
                        """)
                .bind("integration", integrationId)
                .bind("stream", stream)
                .bindArray("parents", String.class, parents)
                .mapTo(Boolean.class)
                .one());
    }

    /** Whether all of a stream was read not longer ago than this. */
    boolean isWholeWithin(UUID integrationId, String stream, Duration age) {
        return isWithin("whole_at", integrationId, stream, age);
    }

    private boolean isWithin(String column, UUID integrationId, String stream, Duration age) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select exists (
                            select from bactrian.watermarks
                            where integration_id = :integration and stream = :stream and partition = ''
                                and <column> > now() - make_interval(secs => :seconds))
                        """)
                .define("column", column)
                .bind("integration", integrationId)
                .bind("stream", stream)
                .bind("seconds", (double) age.toSeconds())
                .mapTo(Boolean.class)
                .one());
    }

    /** Moves the watermark to where the earliest of the ended parts began. */
    void raise(Handle handle, UUID integrationId, String stream, String scope, boolean isWhole) {
        handle.createUpdate("""
                        insert into bactrian.watermarks as w
                            (integration_id, stream, partition, watermark, scope, whole_at, updated_at)
                        select integration_id, stream, '', min(started_at), :scope, case when :whole then now() end, now()
                        from bactrian.walks
                        where integration_id = :integration and stream = :stream
                        group by integration_id, stream
                        on conflict (integration_id, stream, partition) do update
                        set watermark = coalesce(excluded.watermark, w.watermark), scope = excluded.scope,
                            whole_at = coalesce(excluded.whole_at, w.whole_at), updated_at = now()
                        """)
                .bind("scope", scope)
                .bind("whole", isWhole)
                .bind("integration", integrationId)
                .bind("stream", stream)
                .execute();
    }

    /** @param parents streams whose records have the lists that are marked, if those are read again when their record changes */
    void move(
            Handle handle,
            UUID integrationId,
            String stream,
            String scope,
            Map<String, Mark> marks,
            List<String> parents) {
        PreparedBatch batch = handle.prepareBatch("""
                insert into bactrian.watermarks
                    (integration_id, stream, partition, watermark, token, scope, parent_synced_at, updated_at)
                values (:integration, :stream, :partition, :watermark, :token, :scope, (<synced>), now())
                on conflict (integration_id, stream, partition) do update
                set watermark = excluded.watermark, token = excluded.token, scope = excluded.scope,
                    parent_synced_at = excluded.parent_synced_at, updated_at = now()
                """).define("synced", syncedAt(":partition"));
        marks.forEach((partition, mark) -> batch.bind("integration", integrationId)
                .bind("stream", stream)
                .bind("partition", partition)
                .bindMethods(mark)
                .bind("scope", scope)
                .bindArray("parents", String.class, parents)
                .add());
        batch.execute();
    }

    /** When a parent was last stored, in whichever of the streams it stands. */
    static String syncedAt(String id) {
        return """
                select max(p.synced_at) from work.records p
                where p.integration_id = :integration and p.stream = any(:parents) and p.absence = 'present'
                    and p.external_id =\s""" + id;
    }

    /** Lets a partition be read whole by the next run, and the one list of a stream, which has not been read to its end then. */
    void doubt(Handle handle, UUID integrationId, String stream, String partition) {
        if (partition.isEmpty()) {
            drop(handle, integrationId, stream, partition);
        } else {
            forget(handle, integrationId, stream, partition);
        }
    }

    private static void forget(Handle handle, UUID integrationId, String stream, String partition) {
        handle.createUpdate("""
                        update bactrian.watermarks set watermark = null, token = null, updated_at = now()
                        where integration_id = :integration and stream = :stream and partition = :partition
                        """)
                .bind("integration", integrationId)
                .bind("stream", stream)
                .bind("partition", partition)
                .execute();
    }

    /** Lets a partition be read whole; what was being read of the stream is begun again. */
    void drop(Handle handle, UUID integrationId, String stream, String partition) {
        forget(handle, integrationId, stream, partition);
        handle.createUpdate("delete from bactrian.walks where integration_id = :integration and stream = :stream")
                .bind("integration", integrationId)
                .bind("stream", stream)
                .execute();
    }
}
