package io.bactrian.store;

import java.sql.Connection;
import java.sql.SQLException;

/** Copies records, and their rows of a canonical table, into tables that have the columns of those of {@code work}. */
record RecordCopies(Connection connection, Lease lease) {
    private static final String KEY = "integration_id, stream, external_id";
    private static final String RECORD_COLUMNS = KEY + ", raw, hash, parent_id, changed_at, synced_at";

    void records(String table, Candidates candidates) throws SQLException {
        long now = CopyRows.nowMicros();
        try (CopyRows copy = new CopyRows(connection, table, RECORD_COLUMNS)) {
            for (Candidates.Candidate candidate : candidates.all()) {
                Row row = candidate.row();
                beginKeyed(copy, 8, candidates.stream(), row);
                copy.text(candidate.slab().raw(), row.rawFrom(), row.rawTo() - row.rawFrom());
                copy.uuid(row.hashHigh(), row.hashLow());
                if (row.parent() == null) {
                    copy.nothing();
                } else {
                    copy.text(row.parent());
                }
                if (row.isVersioned()) {
                    copy.time(row.changedMicros());
                } else {
                    copy.nothing();
                }
                copy.time(now);
            }
            copy.end();
        }
    }

    void entities(String table, EntityTable entity, Candidates candidates) throws SQLException {
        long now = CopyRows.nowMicros();
        int fields = 4 + entity.columns().size();
        try (CopyRows copy = new CopyRows(connection, table, KEY + ", " + entity.columnNames() + ", synced_at")) {
            for (Candidates.Candidate candidate : candidates.all()) {
                Row row = candidate.row();
                beginKeyed(copy, fields, candidates.stream(), row);
                copy.fields(candidate.slab().columns(), row.columnsFrom(), row.columnsTo() - row.columnsFrom());
                copy.time(now);
            }
            copy.end();
        }
    }

    private void beginKeyed(CopyRows copy, int fields, String stream, Row row) throws SQLException {
        copy.beginRow(fields);
        copy.uuid(lease.integrationId());
        copy.text(stream);
        copy.text(row.id());
    }
}
