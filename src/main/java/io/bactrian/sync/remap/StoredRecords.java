package io.bactrian.sync.remap;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;

/** Records as they are stored, in the order of their ids, a few megabytes at a time. */
final class StoredRecords {
    private static final int BYTES = 4_000_000;
    private static final int RECORDS = 1000;

    private final Jdbi jdbi;

    StoredRecords(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * A stored record.
     *
     * @param parent id of the record it is embedded in; null when it is in none
     */
    public record Stored(
            String externalId,
            String raw,
            String absence,
            @Nullable Instant deletedAt,
            @Nullable String parent) {
        boolean isPresent() {
            return absence.equals("present");
        }
    }

    /** @param table canonical table in whose {@code column} the parent's id stands; null for a stream that is in none */
    List<Stored> behind(
            UUID integrationId,
            String stream,
            @Nullable String position,
            @Nullable String table,
            @Nullable String column) {
        return jdbi.withHandle(handle -> handle.registerRowMapper(ConstructorMapper.factory(Stored.class))
                .createQuery("""
                        select external_id, raw, absence, deleted_at, parent from (
                            select part.*, sum(octet_length(raw)) over so_far as size, row_number() over so_far as number
                            from (
                                select r.external_id, r.raw, r.absence, r.deleted_at, <parent> as parent
                                from work.records r <join>
                                where r.integration_id = :integration and r.stream = :stream
                                    and r.external_id > :position
                                order by r.external_id limit :limit) as part
                            window so_far as (order by external_id)) as sized
                        where size <= :bytes or number = 1
                        order by external_id
                        """)
                .define("parent", column == null ? "r.parent_id" : "coalesce(r.parent_id, c." + column + ")")
                .define("join", table == null || column == null ? "" : "left join work." + table + """
                         c on c.integration_id = r.integration_id and c.stream = r.stream and c.external_id = r.external_id
                        """)
                .bind("integration", integrationId)
                .bind("stream", stream)
                .bind("position", position == null ? "" : position)
                .bind("limit", RECORDS)
                .bind("bytes", BYTES)
                .mapTo(Stored.class)
                .list());
    }

    /** What was absent before it was mapped anew is absent again. */
    static void restore(
            Handle handle, UUID integrationId, String stream, @Nullable String entity, List<Stored> stored) {
        List<Stored> absent =
                stored.stream().filter(record -> !record.isPresent()).toList();
        if (absent.isEmpty()) {
            return;
        }
        handle.createUpdate("""
                        update work.records r set absence = n.absence, deleted_at = n.deleted_at::timestamptz
                        from unnest(:ids::text[], :absences::text[], :times::text[]) as n(id, absence, deleted_at)
                        where r.integration_id = :integration and r.stream = :stream and r.external_id = n.id
                        """)
                .bind("integration", integrationId)
                .bind("stream", stream)
                .bindArray(
                        "ids",
                        String.class,
                        absent.stream().map(Stored::externalId).toList())
                .bindArray(
                        "absences",
                        String.class,
                        absent.stream().map(Stored::absence).toList())
                .bindArray(
                        "times",
                        String.class,
                        absent.stream().map(StoredRecords::deletedAt).toList())
                .execute();
        if (entity != null) {
            hide(handle, integrationId, stream, entity, "external_id", absent);
        }
        hide(handle, integrationId, stream, "field_values", "item_id", absent);
    }

    private static @Nullable String deletedAt(Stored record) {
        return record.deletedAt() == null ? null : record.deletedAt().toString();
    }

    private static void hide(
            Handle handle, UUID integrationId, String stream, String table, String id, List<Stored> absent) {
        handle.createUpdate("""
                        update work.<table> m set deleted_at = r.deleted_at from work.records r
                        where r.integration_id = :integration and r.stream = :stream and r.external_id = any(:ids)
                            and m.integration_id = r.integration_id and m.stream = r.stream and m.<id> = r.external_id
                        """)
                .define("table", table)
                .define("id", id)
                .bind("integration", integrationId)
                .bind("stream", stream)
                .bindArray(
                        "ids",
                        String.class,
                        absent.stream().map(Stored::externalId).toList())
                .execute();
    }

    /** What is private is taken out even of a record that can no longer be mapped. */
    static void replaceRaw(Handle handle, UUID integrationId, String stream, String externalId, String raw) {
        handle.createUpdate("""
                        update work.records set raw = :raw
                        where integration_id = :integration and stream = :stream and external_id = :id
                        """)
                .bind("integration", integrationId)
                .bind("stream", stream)
                .bind("id", externalId)
                .bind("raw", raw)
                .execute();
    }

    /** What was found out about records before they were private is read again, or forgotten. */
    static void forgetFindings(Handle handle, UUID integrationId, String stream) {
        for (String table : List.of("quarantined_records", "inconsistencies")) {
            handle.createUpdate("delete from bactrian.<table> where integration_id = :integration and stream = :stream")
                    .define("table", table)
                    .bind("integration", integrationId)
                    .bind("stream", stream)
                    .execute();
        }
    }
}
