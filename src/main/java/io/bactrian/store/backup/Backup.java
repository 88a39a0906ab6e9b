package io.bactrian.store.backup;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.bactrian.store.Maintenance;
import io.bactrian.store.backup.Contents.Table;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/** Takes a backup: every row as of one moment, streamed table by table into a zip file, while the service goes on. */
public final class Backup {
    static final ObjectMapper JSON =
            JsonMapper.builder().addModule(new JavaTimeModule()).build();

    private final Maintenance database;

    public Backup(Maintenance database) {
        this.database = database;
    }

    /** Writes the file, which must not be there yet and which nobody else may read; it is there when it is whole. */
    public Contents write(Path file) {
        Path target = file.toAbsolutePath();
        Path part = target.resolveSibling(target.getFileName() + ".part");
        try {
            if (Files.exists(target)) {
                throw new FileAlreadyExistsException(target.toString());
            }
            Files.deleteIfExists(part);
            Contents contents = zip(part);
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
            return contents;
        } catch (FileAlreadyExistsException e) {
            throw new BackupFailed(file + " is there already; name another file", e);
        } catch (IOException | JdbiException e) {
            deleted(part, e);
            throw new BackupFailed("the backup cannot be written to " + file + ": " + e.getMessage(), e);
        }
    }

    private static void deleted(Path part, Exception because) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            because.addSuppressed(e);
        }
    }

    private Contents zip(Path part) throws IOException {
        try (FileChannel channel = FileChannel.open(
                part,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            ZipOutputStream zip = new ZipOutputStream(Channels.newOutputStream(channel));
            zip.setLevel(Deflater.BEST_SPEED);
            Contents contents = database.jdbi()
                    .inTransaction(TransactionIsolationLevel.REPEATABLE_READ, handle -> copied(handle, zip));
            zip.putNextEntry(new ZipEntry(Contents.ENTRY));
            zip.write(JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(contents));
            zip.finish();
            channel.force(true);
            return contents;
        }
    }

    private static Contents copied(Handle handle, ZipOutputStream zip) throws IOException {
        Catalog catalog = new Catalog(handle);
        List<Table> tables = new ArrayList<>();
        String schema = catalog.schema();
        for (Table table : catalog.tables()) {
            zip.putNextEntry(new ZipEntry(table.entry()));
            tables.add(new Table(table.name(), table.columns(), copyOut(handle, table, zip)));
            zip.closeEntry();
        }
        // After the rows, since sequences are of no moment: they may be ahead of the rows, never behind.
        return new Contents(
                Contents.FORMAT, schema, Instant.now(), List.copyOf(tables), catalog.sequences(), catalog.views());
    }

    private static long copyOut(Handle handle, Table table, OutputStream out) throws IOException {
        try {
            CopyManager manager =
                    handle.getConnection().unwrap(PGConnection.class).getCopyAPI();
            return manager.copyOut("copy " + table.columnList() + " to stdout", out);
        } catch (SQLException e) {
            throw new BackupFailed("the table " + table.name() + " cannot be read: " + e.getMessage(), e);
        }
    }
}
