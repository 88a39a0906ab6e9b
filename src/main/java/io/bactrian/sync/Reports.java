package io.bactrian.sync;

import io.bactrian.sync.cursor.Report;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Records that have to be fetched by id: a feed told of them, or no search ever will. */
final class Reports {
    private final Jdbi jdbi;

    Reports(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * A record that has to be fetched.
     *
     * @param partition that it is in, as far as is known; empty for none
     */
    public record Reported(String externalId, String partition, OffsetDateTime reportedAt) {}

    /**
     * What was told once is told of until the record was looked at.
     *
     * @param anywhere whether records that are not known are wanted as well; those that come with another one do so by themselves
     */
    void told(Handle handle, UUID integrationId, String partition, boolean anywhere, Collection<Report> reports) {
        if (reports.isEmpty()) {
            return;
        }
        PreparedBatch batch = handle.prepareBatch("""
                insert into bactrian.reported_records as r
                    (integration_id, stream, external_id, partition, deleted, unversioned, reported_at)
                select :integration, :stream, :id, :partition, :isDeleted, false, now()
                where :anywhere or exists (
                    select from work.records
                    where integration_id = :integration and stream = :stream and external_id = :id and absence = 'present')
                    or exists (
                        select from bactrian.quarantined_records
                        where integration_id = :integration and stream = :stream and external_id = :id)
                on conflict (integration_id, stream, external_id) do update
                set partition = excluded.partition, deleted = r.deleted or excluded.deleted,
                    reported_at = excluded.reported_at
                """);
        reports.forEach(report -> batch.bind("integration", integrationId)
                .bind("partition", partition)
                .bind("anywhere", anywhere)
                .bindMethods(report)
                .add());
        batch.execute();
    }

    /** Records without an instant of change, which no search for changes finds. */
    void unversioned(Handle handle, UUID integrationId, String stream, List<String> ids) {
        if (ids.isEmpty()) {
            return;
        }
        handle.createUpdate("""
                        insert into bactrian.reported_records
                            (integration_id, stream, external_id, partition, deleted, unversioned, reported_at)
                        select :integration, :stream, id, '', false, true, now() from unnest(:ids::text[]) as id
                        on conflict (integration_id, stream, external_id) do update
                        set unversioned = true, reported_at = excluded.reported_at
                        """)
                .bind("integration", integrationId)
                .bind("stream", stream)
                .bindArray("ids", String.class, ids.stream().distinct().toArray())
                .execute();
    }

    long count(UUID integrationId, String stream) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select count(*) from bactrian.reported_records
                        where integration_id = :integration and stream = :stream
                        """)
                .bind("integration", integrationId)
                .bind("stream", stream)
                .mapTo(Long.class)
                .one());
    }

    /** Those of one partition behind the last one, in the order of their partitions. */
    List<Reported> next(UUID integrationId, String stream, String partition, String id, int limit) {
        return jdbi.withHandle(handle -> handle.registerRowMapper(ConstructorMapper.factory(Reported.class))
                .createQuery("""
                        with known as (
                            select r.external_id, coalesce(nullif(r.partition, ''), w.parent_id, '') as partition,
                                r.reported_at
                            from bactrian.reported_records r
                            left join work.records w using (integration_id, stream, external_id)
                            where r.integration_id = :integration and r.stream = :stream)
                        select external_id, partition, reported_at from known
                        where (partition, external_id) > (:partition, :id)
                        order by partition, external_id limit :limit
                        """)
                .bind("integration", integrationId)
                .bind("stream", stream)
                .bind("partition", partition)
                .bind("id", id)
                .bind("limit", limit)
                .mapTo(Reported.class)
                .list());
    }

    /** Of some records that were looked for in vain, those that a feed says were deleted. */
    List<String> deleted(Handle handle, UUID integrationId, String stream, List<String> ids) {
        return handle.createQuery("""
                        select external_id from bactrian.reported_records
                        where integration_id = :integration and stream = :stream and external_id = any(:ids) and deleted
                        """)
                .bind("integration", integrationId)
                .bind("stream", stream)
                .bindArray("ids", String.class, ids)
                .mapTo(String.class)
                .list();
    }

    /** Records to which some others belong that are held as present or set aside. */
    List<String> parents(Handle handle, UUID integrationId, String stream, List<String> ids) {
        return handle.createQuery("""
                        select parent_id from work.records
                        where integration_id = :integration and stream = :stream and external_id = any(:ids)
                            and absence = 'present' and parent_id is not null
                        union
                        select parent_id from bactrian.quarantined_records
                        where integration_id = :integration and stream = :stream and external_id = any(:ids)
                            and parent_id is not null
                        """)
                .bind("integration", integrationId)
                .bind("stream", stream)
                .bindArray("ids", String.class, ids)
                .mapTo(String.class)
                .list();
    }

    /**
     * Forgets records that were looked at, unless they were told of again since.
     *
     * @param still those of them that no search will find the next time either
     */
    void seen(Handle handle, UUID integrationId, String stream, List<Reported> seen, List<String> still) {
        PreparedBatch batch = handle.prepareBatch("""
                delete from bactrian.reported_records
                where integration_id = :integration and stream = :stream and external_id = :externalId
                    and reported_at = :reportedAt and not external_id = any(:still)
                """);
        seen.forEach(record -> batch.bind("integration", integrationId)
                .bind("stream", stream)
                .bindMethods(record)
                .bindArray("still", String.class, still)
                .add());
        batch.execute();
    }
}
