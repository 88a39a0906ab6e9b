package io.bactrian.store.backup;

import io.bactrian.store.Maintenance;
import io.bactrian.store.backup.Contents.Sequence;
import io.bactrian.store.backup.Contents.Table;
import io.bactrian.store.backup.Contents.View;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jdbi.v3.core.Handle;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/** Brings a backup back into a new database, all of it or nothing. */
public final class Restore {
    private static final int BUFFER_SIZE = 1 << 16;

    private final Path file;
    private final Contents contents;

    private Restore(Path file, Contents contents) {
        this.file = file;
        this.contents = contents;
    }

    /** Looks at a backup before anything is done with it; throws {@link BackupFailed} when it is none, or not a whole one. */
    public static Restore of(Path file) {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            Contents contents = Backup.JSON.readValue(zip.getInputStream(entry(zip, Contents.ENTRY)), Contents.class);
            if (contents.format() != Contents.FORMAT) {
                throw new IOException("its format is " + contents.format() + ", which this release does not know");
            }
            for (Table table : contents.tables()) {
                entry(zip, table.entry());
            }
            return new Restore(file, contents);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static BackupFailed unreadable(Path file, IOException e) {
        return new BackupFailed(file + " cannot be restored: " + e.getMessage(), e);
    }

    /** @param database one that has never been used */
    public Contents into(Maintenance database) {
        if (!database.knows(contents.schema())) {
            throw new BackupFailed(
                    file + " was taken by a newer release, with schema version " + contents.schema()
                            + "; restore it with that release",
                    null);
        }
        database.migrateTo(contents.schema());
        try (ZipFile zip = new ZipFile(file.toFile())) {
            database.jdbi().useTransaction(handle -> load(handle, zip, database.owner()));
        } catch (IOException e) {
            throw unreadable(file, e);
        }
        database.jdbi().useHandle(handle -> handle.execute("analyze"));
        return contents;
    }

    private static ZipEntry entry(ZipFile zip, String name) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw new IOException("it is no backup, or not a whole one, since " + name + " is missing");
        }
        return entry;
    }

    private void load(Handle handle, ZipFile zip, String owner) throws IOException {
        // The rows fitted each other when they were copied; triggers and foreign keys would only ask for an order.
        handle.execute("set local session_replication_role = replica");
        // With what refers to them: unlogged tables, which are in no backup.
        handle.execute("truncate " + contents.tables().stream().map(Table::name).collect(Collectors.joining(", "))
                + " cascade");
        for (Table table : contents.tables()) {
            long rows = copyIn(handle, table, zip.getInputStream(entry(zip, table.entry())));
            if (rows != table.rows()) {
                throw new IOException(table.name() + " has " + rows + " rows instead of " + table.rows());
            }
        }
        for (Sequence sequence : contents.sequences()) {
            handle.createQuery("select setval(:name::regclass, :value)")
                    .bind("name", sequence.name())
                    .bind("value", sequence.value())
                    .mapTo(Long.class)
                    .one();
        }
        handle.execute("set local role " + owner);
        contents.views().forEach(view -> make(handle, view));
    }

    private static long copyIn(Handle handle, Table table, InputStream in) throws IOException {
        try (in) {
            CopyManager manager =
                    handle.getConnection().unwrap(PGConnection.class).getCopyAPI();
            return manager.copyIn("copy " + table.columnList() + " from stdin", in, BUFFER_SIZE);
        } catch (SQLException e) {
            throw new BackupFailed("the table " + table.name() + " cannot be filled: " + e.getMessage(), e);
        }
    }

    private static void make(Handle handle, View view) {
        handle.execute("create or replace view " + view.name() + " as " + view.query());
        if (view.comment() != null) {
            handle.execute(
                    "comment on view " + view.name() + " is '" + view.comment().replace("'", "''") + "'");
        }
        view.readers().stream()
                .filter(reader -> isThere(handle, reader))
                .forEach(reader -> handle.execute("grant select on " + view.name() + " to " + reader));
    }

    /** Roles belong to the server and not to its databases: those that somebody made there are not in the backup. */
    private static boolean isThere(Handle handle, String role) {
        return handle.select("select true from pg_roles where quote_ident(rolname) = ?", role)
                .mapTo(Boolean.class)
                .findOne()
                .isPresent();
    }
}
