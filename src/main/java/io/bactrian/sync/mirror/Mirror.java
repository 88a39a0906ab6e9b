package io.bactrian.sync.mirror;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** The local copy of the tools' records; to read it costs the tools nothing, however much of it is read. */
public final class Mirror {
    private final Jdbi jdbi;

    public Mirror(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** In the order of their ids, from behind {@code after}; empty to begin. */
    public List<MirroredRecord> list(UUID integrationId, String stream, int limit, String after) {
        return read(handle -> handle.createQuery("""
                        select stream, external_id, absence, changed_at, synced_at, raw,
                            extract(epoch from now() - synced_at)::bigint as age_seconds
                        from work.records
                        where integration_id = :integration and stream = :stream and external_id > :after
                        order by external_id limit :limit
                        """)
                .bind("integration", integrationId)
                .bind("stream", stream)
                .bind("after", after)
                .bind("limit", limit)
                .mapTo(MirroredRecord.class)
                .list());
    }

    /** One of them. */
    public Optional<MirroredRecord> find(UUID integrationId, String stream, String externalId) {
        return read(handle -> handle.createQuery("""
                        select stream, external_id, absence, changed_at, synced_at, raw,
                            extract(epoch from now() - synced_at)::bigint as age_seconds
                        from work.records
                        where integration_id = :integration and stream = :stream and external_id = :id
                        """)
                .bind("integration", integrationId)
                .bind("stream", stream)
                .bind("id", externalId)
                .mapTo(MirroredRecord.class)
                .findOne());
    }

    private <T> T read(Function<Handle, T> query) {
        return jdbi.withHandle(
                handle -> query.apply(handle.registerRowMapper(ConstructorMapper.factory(MirroredRecord.class))));
    }
}
