package io.bactrian.sync.census;

import com.fasterxml.jackson.databind.JsonNode;
import io.bactrian.consistency.document.Difference;
import io.bactrian.run.Run;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;

/** Stored records picked at random, and the differences found in them. */
final class SampledRecords {
    private final Jdbi jdbi;

    SampledRecords(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** A stored record. */
    public record Stored(
            String externalId,
            String raw,
            UUID hash,
            @Nullable Instant changedAt) {}

    List<String> pick(UUID integrationId, String stream, int count) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select external_id from work.records
                        where integration_id = :integration and stream = :stream and absence = 'present'
                        order by random() limit :count
                        """)
                .bind("integration", integrationId)
                .bind("stream", stream)
                .bind("count", count)
                .mapTo(String.class)
                .list());
    }

    Map<String, Stored> find(UUID integrationId, String stream, List<String> ids) {
        return jdbi.withHandle(handle -> handle
                .registerRowMapper(ConstructorMapper.factory(Stored.class))
                .createQuery("""
                        select external_id, raw, hash, changed_at from work.records
                        where integration_id = :integration and stream = :stream and external_id = any(:ids)
                        """)
                .bind("integration", integrationId)
                .bind("stream", stream)
                .bindArray("ids", String.class, ids)
                .mapTo(Stored.class)
                .stream()
                .collect(Collectors.toMap(Stored::externalId, Function.identity())));
    }

    void noteDifferent(Run run, String stream, String externalId, List<Difference> differences) {
        jdbi.useTransaction(handle -> differences.forEach(difference -> handle.createUpdate("""
                        insert into bactrian.inconsistencies
                            (run_id, integration_id, stream, external_id, pointer, kind, local, external, noted_at)
                        values (:run, :integration, :stream, :id, :pointer, :kind, :local::jsonb, :external::jsonb, now())
                        """)
                .bind("run", run.id())
                .bind("integration", run.integrationId())
                .bind("stream", stream)
                .bind("id", externalId)
                .bind("pointer", difference.pointer())
                .bind("kind", difference.kind().word())
                .bind("local", text(difference.local()))
                .bind("external", text(difference.external()))
                .execute()));
    }

    private static @Nullable String text(@Nullable JsonNode value) {
        return value == null ? null : value.toString();
    }
}
