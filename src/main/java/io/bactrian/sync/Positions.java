package io.bactrian.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** How far each part of a stream has been read, and since when a stream is known to be complete. */
final class Positions {
    private final Jdbi jdbi;

    Positions(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * A part of a stream that is being read.
     *
     * @param part its name, unique within the stream
     * @param partition the partition that the position is in; without a position, the last one that was read
     * @param position where the next page begins; null at the beginning, empty at that of the partition
     * @param startedAt when its first page was asked for, by the tool's clock
     * @param endedAt when its last page was stored; null while pages are left
     */
    public record Part(
            String part,
            @Nullable Instant fromAt,
            @Nullable Instant toAt,
            @Nullable Instant since,
            String partition,
            @Nullable String position,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt,
            String fingerprint) {}

    List<Part> parts(UUID integrationId, String stream) {
        return jdbi.withHandle(handle -> handle.registerRowMapper(ConstructorMapper.factory(Part.class))
                .createQuery("""
                        select part, from_at, to_at, since, partition, position, started_at, ended_at, fingerprint
                        from bactrian.walks
                        where integration_id = :integration and stream = :stream
                        order by part
                        """)
                .bind("integration", integrationId)
                .bind("stream", stream)
                .mapTo(Part.class)
                .list());
    }

    /** Replaces whatever was being read of a stream. */
    void begin(Handle handle, UUID integrationId, String stream, List<Part> parts) {
        forget(handle, integrationId, stream);
        for (Part part : parts) {
            handle.createUpdate("""
                            insert into bactrian.walks
                                (integration_id, stream, partition, part, kind, from_at, to_at, since, pages, records,
                                 fingerprint, updated_at)
                            values (:integration, :stream, '', :part, 'list', :fromAt, :toAt, :since, 0, 0,
                                    :fingerprint, now())
                            """)
                    .bind("integration", integrationId)
                    .bind("stream", stream)
                    .bindMethods(part)
                    .execute();
        }
    }

    /** Moves a part on, in the transaction that stores the pages up to there. */
    void move(Handle handle, UUID integrationId, String stream, String part, Step step) {
        handle.createUpdate("""
                        update bactrian.walks
                        set partition = :partition, position = :position, pages = pages + :pages, records = records + :records,
                            started_at = coalesce(started_at, :startedAt),
                            ended_at = case when :ended then now() end, updated_at = now()
                        where integration_id = :integration and stream = :stream and part = :part
                        """)
                .bind("integration", integrationId)
                .bind("stream", stream)
                .bind("part", part)
                .bindMethods(step)
                .execute();
    }

    /** Lets parts begin at their beginning again; what was read stays, and so does when it began. Null stands for all. */
    void restart(Handle handle, UUID integrationId, @Nullable String stream, @Nullable String part) {
        handle.createUpdate("""
                        update bactrian.walks
                        set position = case when partition <> '' then '' end, updated_at = now()
                        where integration_id = :integration and ended_at is null
                            and (:stream::text is null or stream = :stream) and (:part::text is null or part = :part)
                        """)
                .bind("integration", integrationId)
                .bind("stream", stream)
                .bind("part", part)
                .execute();
    }

    /** What one transaction stored of a part. */
    public record Step(
            String partition,
            @Nullable String position,
            int pages,
            long records,
            @Nullable Instant startedAt,
            boolean ended) {}

    void forget(Handle handle, UUID integrationId, String stream) {
        handle.createUpdate("delete from bactrian.walks where integration_id = :integration and stream = :stream")
                .bind("integration", integrationId)
                .bind("stream", stream)
                .execute();
    }

    /** Everything changed up to this instant, by the tool's clock, has been read; none where something else was wanted then. */
    Optional<Instant> watermark(UUID integrationId, String stream, String scope) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select watermark from bactrian.watermarks
                        where integration_id = :integration and stream = :stream and partition = ''
                            and watermark is not null and scope = :scope
                        """)
                .bind("scope", scope)
                .bind("integration", integrationId)
                .bind("stream", stream)
                .mapTo(Instant.class)
                .findOne());
    }

    /** Whether the ids of a stream were listed not longer ago than this. */
    boolean isListedWithin(UUID integrationId, String stream, Duration age) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select exists (
                            select from bactrian.watermarks
                            where integration_id = :integration and stream = :stream and partition = ''
                                and census_at > now() - make_interval(secs => :seconds))
                        """)
                .bind("integration", integrationId)
                .bind("stream", stream)
                .bind("seconds", (double) age.toSeconds())
                .mapTo(Boolean.class)
                .one());
    }

    /** Moves the watermark to where the earliest of the ended parts began. */
    void raiseWatermark(Handle handle, UUID integrationId, String stream, String scope) {
        handle.createUpdate("""
                        insert into bactrian.watermarks as w
                            (integration_id, stream, partition, watermark, scope, updated_at)
                        select integration_id, stream, '', min(started_at), :scope, now()
                        from bactrian.walks
                        where integration_id = :integration and stream = :stream
                        group by integration_id, stream
                        on conflict (integration_id, stream, partition) do update
                        set watermark = coalesce(excluded.watermark, w.watermark), scope = excluded.scope,
                            updated_at = now()
                        """)
                .bind("scope", scope)
                .bind("integration", integrationId)
                .bind("stream", stream)
                .execute();
    }

    /** Moves the watermarks of partitions that have been read whole. */
    void raiseWatermarks(
            Handle handle, UUID integrationId, String stream, String scope, Map<String, Instant> begunByPartition) {
        PreparedBatch batch = handle.prepareBatch("""
                insert into bactrian.watermarks (integration_id, stream, partition, watermark, scope, updated_at)
                values (:integration, :stream, :partition, :begun, :scope, now())
                on conflict (integration_id, stream, partition) do update
                set watermark = excluded.watermark, scope = excluded.scope, updated_at = now()
                """);
        begunByPartition.forEach((partition, begun) -> batch.bind("integration", integrationId)
                .bind("stream", stream)
                .bind("partition", partition)
                .bind("begun", begun)
                .bind("scope", scope)
                .add());
        batch.execute();
    }
}
