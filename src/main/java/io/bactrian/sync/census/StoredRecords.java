package io.bactrian.sync.census;

import com.fasterxml.jackson.databind.JsonNode;
import io.bactrian.consistency.document.Difference;
import io.bactrian.run.Run;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;

/** Records as they are stored, for a comparison, and the differences found in them. */
public final class StoredRecords {
    private final Jdbi jdbi;

    public StoredRecords(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** A stored record. */
    public record Stored(
            String externalId, String raw, @Nullable Instant changedAt) {}

    /** Some of the records that are present, at random. */
    public List<String> pick(UUID integrationId, String stream, int count) {
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

    /** Those of the records that are held as present, by their ids. */
    public Map<String, Stored> find(UUID integrationId, String stream, Collection<String> ids) {
        return jdbi.withHandle(handle -> handle
                .registerRowMapper(ConstructorMapper.factory(Stored.class))
                .createQuery("""
                        select external_id, raw, changed_at from work.records
                        where integration_id = :integration and stream = :stream and external_id = any(:ids)
                            and absence = 'present'
                        """)
                .bind("integration", integrationId)
                .bind("stream", stream)
                .bindArray("ids", String.class, ids.toArray())
                .mapTo(Stored.class)
                .stream()
                .collect(Collectors.toMap(Stored::externalId, Function.identity())));
    }

    /** Names what differs in a record, in place of what earlier runs said of it. */
    public static void noteDifferent(Handle handle, Run run, DifferentRecord record) {
        supersede(handle, run, record);
        for (Difference difference : record.differences()) {
            handle.createUpdate("""
                        insert into bactrian.inconsistencies
                            (run_id, integration_id, stream, external_id, parent_id, pointer, kind, severity, local, external,
                             noted_at)
                        values (:run, :integration, :stream, :externalId, :parentId, :pointer, :kind, :severity,
                                :local::jsonb, :external::jsonb, now())
                        """)
                    .bind("run", run.id())
                    .bind("integration", run.integrationId())
                    .bindMethods(record)
                    .bind("pointer", difference.pointer())
                    .bind("kind", difference.kind().word())
                    .bind("severity", difference.severity().word())
                    .bind("local", text(difference.local()))
                    .bind("external", text(difference.external()))
                    .execute();
        }
    }

    private static void supersede(Handle handle, Run run, DifferentRecord record) {
        handle.createUpdate("""
                        update bactrian.inconsistencies set superseded_at = now()
                        where integration_id = :integration and stream = :stream and external_id = :externalId
                            and resolved_at is null and superseded_at is null and run_id <> :run
                        """)
                .bind("run", run.id())
                .bind("integration", run.integrationId())
                .bindMethods(record)
                .execute();
    }

    private static @Nullable String text(@Nullable JsonNode value) {
        return value == null ? null : value.toString();
    }
}
