package io.bactrian.store;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/** Copies whole tables to files and back, row for row, as fast as the server can. */
public final class TableCopy {
    private static final int BUFFER_SIZE = 1 << 16;

    private final Jdbi jdbi;

    public TableCopy(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Writes a table to a file; returns the number of rows. */
    public long out(String table, Path file) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), BUFFER_SIZE)) {
            return copy(manager -> manager.copyOut("copy " + table + " to stdout (format binary)", out));
        }
    }

    /** Reads a table back from a file, in one transaction; returns the number of rows. */
    public long in(String table, Path file) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER_SIZE)) {
            return copy(manager -> manager.copyIn("copy " + table + " from stdin (format binary)", in, BUFFER_SIZE));
        }
    }

    private long copy(Copying copying) throws IOException {
        try (Handle handle = jdbi.open()) {
            return copying.run(handle.getConnection().unwrap(PGConnection.class).getCopyAPI());
        } catch (SQLException e) {
            throw new WriteRefused(e);
        }
    }

    /** One copy in either direction. */
    private interface Copying {
        long run(CopyManager manager) throws SQLException, IOException;
    }
}
