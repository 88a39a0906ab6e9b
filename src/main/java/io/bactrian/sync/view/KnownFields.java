package io.bactrian.sync.view;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bactrian.tool.CustomFields;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;

/** Keeps {@code work.custom_fields}, and reads what names them. */
final class KnownFields {
    private static final ObjectMapper JSON = new ObjectMapper();

    private KnownFields() {}

    /** The fields that an account's records name now, by id. */
    static Map<String, NamedField> named(Handle handle, UUID integrationId, CustomFields fields) {
        Map<String, NamedField> named = new LinkedHashMap<>();
        handle
                .createQuery("""
                        select raw, deleted_at is not null as removed from work.records
                        where integration_id = :integration and stream = :stream order by external_id
                        """)
                .bind("integration", integrationId)
                .bind("stream", fields.naming().stream())
                .map(row -> named(row, fields))
                .list()
                .stream()
                .filter(field -> field.id().startsWith(fields.naming().prefix()))
                .forEach(field -> named.merge(field.id(), field, NamedField::and));
        return named;
    }

    private static NamedField named(RowView row, CustomFields fields) {
        try {
            return NamedField.of(
                    JSON.readTree(row.getColumn("raw", String.class)), fields, row.getColumn("removed", Boolean.class));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored record is not JSON", e);
        }
    }

    /** The fields of an account that are known, by id, the oldest first. */
    static Map<String, KnownField> of(Handle handle, UUID integrationId, String stream) {
        Map<String, KnownField> known = new LinkedHashMap<>();
        handle.createQuery("""
                        select * from work.custom_fields where integration_id = :integration and stream = :stream
                        order by appeared_at, field_id
                        """)
                .bind("integration", integrationId)
                .bind("stream", stream)
                .map(KnownFields::known)
                .forEach(field -> known.put(field.id(), field));
        return known;
    }

    /** Those of all accounts at a tool, the oldest first. */
    static List<KnownField> ofTool(Handle handle, String tool, String stream) {
        return handle.createQuery("""
                        select f.* from work.custom_fields f
                        join work.integrations i on i.integration_id = f.integration_id and i.tool = :tool
                        where f.stream = :stream
                        order by f.appeared_at, f.column_name, f.integration_id, f.removed_at nulls first, f.field_id
                        """)
                .bind("tool", tool)
                .bind("stream", stream)
                .map(KnownFields::known)
                .list();
    }

    private static KnownField known(RowView row) {
        return new KnownField(
                row.getColumn("integration_id", UUID.class),
                row.getColumn("field_id", String.class),
                row.getColumn("title", String.class),
                row.getColumn("type", String.class),
                row.getColumn("column_name", String.class),
                Set.of(row.getColumn("within", String[].class)),
                options(row.getColumn("options", String.class)),
                row.getColumn("removed_at", OffsetDateTime.class) != null);
    }

    static void keep(Handle handle, String stream, KnownField field) {
        handle.createUpdate("""
                        insert into work.custom_fields as f (integration_id, stream, field_id, title, type, column_name,
                            within, options, removed_at)
                        values (:integration, :stream, :id, :title, :type, :column, :within, :options::jsonb,
                            case when :removed then now() end)
                        on conflict (integration_id, stream, field_id) do update set title = excluded.title,
                            type = excluded.type, column_name = excluded.column_name, within = excluded.within,
                            options = excluded.options,
                            removed_at = case when :removed then coalesce(f.removed_at, now()) end
                        """)
                .bind("integration", field.integrationId())
                .bind("stream", stream)
                .bind("id", field.id())
                .bind("title", field.title())
                .bind("type", field.type())
                .bind("column", field.columnName())
                .bindArray("within", String.class, field.within())
                .bind("options", json(field.options()))
                .bind("removed", field.isRemoved())
                .execute();
    }

    private static Map<String, String> options(String json) {
        try {
            return JSON.readValue(json, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored options are not JSON", e);
        }
    }

    private static String json(Map<String, String> options) {
        try {
            return JSON.writeValueAsString(options);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("options cannot be written as JSON", e);
        }
    }
}
