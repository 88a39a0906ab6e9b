package io.bactrian.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Keeps {@code work.field_values} in step with the records that were just written. */
final class FieldValues {
    private FieldValues() {}

    // A record that was not written, since a newer version is stored, has another hash and keeps its values.
    // Without "offset 0" the planner, which knows no statistics of a new integration, scans whole tables per batch.
    private static final String DELETE = """
            delete from work.field_values where ctid = any(array(
                select held.ctid
                from unnest(?::text[], ?::uuid[]) as n(id, hash)
                cross join lateral (
                    select r.integration_id, r.stream, r.external_id from work.records r
                    where r.integration_id = ? and r.stream = ? and r.external_id = n.id and r.hash = n.hash
                    offset 0) r
                cross join lateral (
                    select f.ctid from work.field_values f
                    where f.integration_id = r.integration_id and f.stream = r.stream and f.item_id = r.external_id
                    offset 0) held))
            """;

    private static final String INSERT = """
            insert into work.field_values
                (integration_id, stream, external_id, item_id, field, type, value, number, boolean, date, "timestamp", json,
                 changed_at, synced_at)
            select r.integration_id, r.stream, n.id || '/' || n.field, n.id, n.field, n.type, n.value,
                case when n.type = 'number' then n.value::double precision end,
                case when n.type = 'boolean' then n.value::boolean end,
                case when n.type = 'date' then n.value::date end,
                case when n.type = 'timestamp' then n.value::timestamptz end,
                case when n.type = 'json' then n.value::jsonb end,
                r.changed_at, r.synced_at
            from unnest(?::text[], ?::uuid[], ?::text[], ?::text[], ?::text[]) as n(id, hash, field, type, value)
            cross join lateral (
                select r.* from work.records r
                where r.integration_id = ? and r.stream = ? and r.external_id = n.id and r.hash = n.hash
                offset 0) r
            """;

    /** Replaces the values of changed records. */
    static void replace(Connection connection, Lease lease, Candidates changed) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(DELETE)) {
            delete.setArray(1, connection.createArrayOf("text", changed.ids()));
            delete.setArray(2, connection.createArrayOf("uuid", changed.hashes()));
            delete.setObject(3, lease.integrationId());
            delete.setString(4, changed.stream());
            delete.executeUpdate();
        }
        insert(connection, lease, changed);
    }

    /** Adds the values of records that are new. */
    static void insert(Connection connection, Lease lease, Candidates created) throws SQLException {
        List<Object> ids = new ArrayList<>();
        List<Object> hashes = new ArrayList<>();
        List<FieldValue> values = new ArrayList<>();
        for (Candidates.Candidate candidate : created.all()) {
            for (FieldValue value : candidate.row().fields()) {
                ids.add(candidate.row().id());
                hashes.add(candidate.row().hash());
                values.add(value);
            }
        }
        if (values.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setArray(1, connection.createArrayOf("text", ids.toArray()));
            insert.setArray(2, connection.createArrayOf("uuid", hashes.toArray()));
            insert.setArray(
                    3, texts(connection, values.stream().map(FieldValue::field).toList()));
            insert.setArray(
                    4, texts(connection, values.stream().map(FieldValue::type).toList()));
            insert.setArray(
                    5, texts(connection, values.stream().map(FieldValue::value).toList()));
            insert.setObject(6, lease.integrationId());
            insert.setString(7, created.stream());
            insert.executeUpdate();
        }
    }

    private static java.sql.Array texts(Connection connection, List<String> texts) throws SQLException {
        return connection.createArrayOf("text", texts.toArray());
    }
}
