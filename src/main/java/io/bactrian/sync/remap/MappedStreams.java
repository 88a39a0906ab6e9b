package io.bactrian.sync.remap;

import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;

/** How the stored records of each stream are mapped, and how far a new mapping has come. */
final class MappedStreams {
    private final Jdbi jdbi;

    MappedStreams(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** A row of {@code bactrian.mapped_streams}. */
    public record Mapped(
            String mapping,
            @Nullable String nextMapping,
            @Nullable String position) {}

    Optional<Mapped> find(UUID integrationId, String stream) {
        return jdbi.withHandle(handle -> handle.registerRowMapper(ConstructorMapper.factory(Mapped.class))
                .createQuery("""
                        select mapping, next_mapping, position from bactrian.mapped_streams
                        where integration_id = :integration and stream = :stream
                        """)
                .bind("integration", integrationId)
                .bind("stream", stream)
                .mapTo(Mapped.class)
                .findOne());
    }

    boolean isEmpty(UUID integrationId, String stream) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select not exists (
                            select from work.records where integration_id = :integration and stream = :stream)
                        """)
                .bind("integration", integrationId)
                .bind("stream", stream)
                .mapTo(Boolean.class)
                .one());
    }

    void write(Handle handle, UUID integrationId, String stream, Mapped mapped) {
        handle.createUpdate("""
                        insert into bactrian.mapped_streams
                            (integration_id, stream, mapping, next_mapping, position, updated_at)
                        values (:integration, :stream, :mapping, :nextMapping, :position, now())
                        on conflict (integration_id, stream) do update
                        set mapping = excluded.mapping, next_mapping = excluded.next_mapping,
                            position = excluded.position, updated_at = now()
                        """)
                .bind("integration", integrationId)
                .bind("stream", stream)
                .bindMethods(mapped)
                .execute();
    }
}
