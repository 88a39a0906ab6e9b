package io.bactrian.sync;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;

/** How far each part of a stream that is being read has come. */
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
     * @param newest the newest id that was read of the partition; null where that is not asked for
     * @param lagMs how late the tool was taken to show changes when the reading began
     * @param runId the run that began the reading; null where that was not noted
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
            @Nullable String newest,
            long lagMs,
            String fingerprint,
            @Nullable UUID runId) {
        /** Where it was left off in a batch; null at the beginning of that. */
        @Nullable
        String positionIn(Batch batch) {
            boolean isWithin = position != null && !position.isEmpty();
            return isWithin && partition.equals(batch.parent()) ? position : null;
        }

        /** The same before anything of it was read. */
        Part fromTheBeginning() {
            return new Part(part, fromAt, toAt, since, "", null, startedAt, endedAt, null, lagMs, fingerprint, runId);
        }
    }

    List<Part> parts(UUID integrationId, String stream) {
        return jdbi.withHandle(handle -> handle.registerRowMapper(ConstructorMapper.factory(Part.class))
                .createQuery("""
                        select part, from_at, to_at, since, partition, position, started_at, ended_at, newest, lag_ms, fingerprint, run_id
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
                                (integration_id, stream, partition, part, kind, from_at, to_at, since, lag_ms, pages,
                                 records, fingerprint, run_id, updated_at)
                            values (:integration, :stream, '', :part, 'list', :fromAt, :toAt, :since, :lagMs, 0,
                                    0, :fingerprint, :runId, now())
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
                            newest = :newest,
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
            @Nullable String newest,
            boolean ended) {}

    void forget(Handle handle, UUID integrationId, String stream) {
        ReadLists.forget(handle, integrationId, stream);
        handle.createUpdate("delete from bactrian.walks where integration_id = :integration and stream = :stream")
                .bind("integration", integrationId)
                .bind("stream", stream)
                .execute();
    }
}
