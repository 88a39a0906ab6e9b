package io.bactrian.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Collectors;

/** Writes records over older versions of themselves: copied into tables beside them, then brought over by one statement. */
final class Upsert {
    private static final String RECORDS = """
            insert into work.records as r (integration_id, stream, external_id, raw, hash, parent_id, changed_at, synced_at, revision)
            select integration_id, stream, external_id, raw, hash, parent_id, changed_at, synced_at, revision
            from pg_temp.staged_records order by external_id
            on conflict (integration_id, stream, external_id) do update
            set raw = excluded.raw, hash = excluded.hash, parent_id = excluded.parent_id, changed_at = excluded.changed_at,
                synced_at = excluded.synced_at, revision = excluded.revision, absence = 'present', absence_reason = null,
                deleted_at = null
            where r.changed_at is null or excluded.changed_at is null or excluded.changed_at >= r.changed_at
                or r.absence <> 'present'
            """;

    private Upsert() {}

    /** Writes them over what is stored; returns how many were not older than that. */
    static int of(Connection connection, Lease lease, Candidates changed) throws SQLException {
        if (changed.isEmpty()) {
            return 0;
        }
        try (Statement statement = connection.createStatement()) {
            stage(statement, "records");
            RecordCopies copies = new RecordCopies(connection, lease);
            copies.records("pg_temp.staged_records", changed);
            EntityTable entity = changed.entity();
            if (entity == null) {
                return statement.executeUpdate(RECORDS);
            }
            stage(statement, entity.name());
            copies.entities("pg_temp.staged_" + entity.name(), entity, changed);
            try (ResultSet kept = statement.executeQuery(withEntity(entity))) {
                kept.next();
                return kept.getInt(1);
            }
        }
    }

    private static void stage(Statement statement, String table) throws SQLException {
        statement.execute("create temp table if not exists staged_" + table + " (like work." + table
                + " including defaults including storage) on commit delete rows");
        // A batch that is divided stages twice in one transaction.
        statement.execute("delete from pg_temp.staged_" + table);
    }

    private static String withEntity(EntityTable entity) {
        String columns = entity.columnNames();
        String updates = entity.columns().stream()
                .map(column -> column.name() + " = excluded." + column.name())
                .collect(Collectors.joining(", "));
        return """
                with kept as (
                    %s returning r.external_id),
                mapped as (
                    insert into work.%s (integration_id, stream, external_id, %s, synced_at)
                    select integration_id, stream, external_id, %s, synced_at
                    from pg_temp.staged_%s join kept using (external_id)
                    on conflict (integration_id, stream, external_id) do update
                    set %s, synced_at = excluded.synced_at, deleted_at = null)
                select count(*) from kept
                """.formatted(RECORDS, entity.name(), columns, columns, entity.name(), updates);
    }
}
