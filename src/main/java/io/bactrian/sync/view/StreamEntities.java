package io.bactrian.sync.view;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Which canonical table each integration maps a stream to; integrations that declare streams of their own may differ. */
final class StreamEntities {
    private final Jdbi jdbi;

    StreamEntities(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    void keep(UUID integrationId, String stream, @Nullable String entity) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into bactrian.stream_entities as e (integration_id, stream, entity)
                        values (:integration, :stream, :entity)
                        on conflict (integration_id, stream) do update set entity = excluded.entity
                        where e.entity is distinct from excluded.entity
                        """)
                .bind("integration", integrationId)
                .bind("stream", stream)
                .bind("entity", entity)
                .execute());
    }

    /** The one table that all integrations of a tool map a stream to, if they map it; none when they do not agree. */
    Optional<String> shared(String tool, String stream) {
        List<String> entities = jdbi.withHandle(handle -> handle.createQuery("""
                        select distinct e.entity
                        from bactrian.stream_entities e join bactrian.integrations i on i.id = e.integration_id
                        where i.tool = :tool and e.stream = :stream and e.entity is not null
                        """)
                .bind("tool", tool)
                .bind("stream", stream)
                .mapTo(String.class)
                .list());
        return entities.size() == 1 ? Optional.of(entities.get(0)) : Optional.empty();
    }
}
