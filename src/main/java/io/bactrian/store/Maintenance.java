package io.bactrian.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The embedded database as its superuser sees it, beside a service that uses it or without one. */
public final class Maintenance implements AutoCloseable {
    private static final String SUPERUSER = "postgres";
    private static final int PORT_LINE = 3;

    private final Path dataDirectory;
    private final @Nullable EmbeddedDatabase started;
    private final Address address;

    private Maintenance(Path dataDirectory, @Nullable EmbeddedDatabase started, Address address) {
        this.dataDirectory = dataDirectory;
        this.started = started;
        this.address = address;
    }

    /** The database of a data directory; its server is started when no service has done so. */
    public static Maintenance of(Path dataDirectory) {
        if (!Files.exists(dataDirectory.resolve(EmbeddedDatabase.DATA))) {
            throw new DatabaseUnavailable("there is no embedded database in data.directory " + dataDirectory);
        }
        try {
            return EmbeddedDatabase.isInUse(dataDirectory)
                    ? new Maintenance(dataDirectory, null, running(dataDirectory))
                    : started(dataDirectory);
        } catch (IOException e) {
            throw new DatabaseUnavailable("the embedded database in " + dataDirectory + " cannot be reached", e);
        }
    }

    /** A new database in a data directory that has none. */
    public static Maintenance ofNew(Path dataDirectory) {
        if (Files.exists(dataDirectory.resolve(EmbeddedDatabase.DATA))) {
            throw new DatabaseUnavailable("data.directory " + dataDirectory + " holds a database already");
        }
        return started(dataDirectory);
    }

    private static Maintenance started(Path dataDirectory) {
        EmbeddedDatabase started = EmbeddedDatabase.start(dataDirectory);
        return new Maintenance(dataDirectory, started, started.address());
    }

    private static Address running(Path dataDirectory) throws IOException {
        List<String> lines =
                Files.readAllLines(dataDirectory.resolve(EmbeddedDatabase.DATA).resolve("postmaster.pid"));
        if (lines.size() <= PORT_LINE) {
            throw new DatabaseUnavailable("the embedded database in " + dataDirectory + " is only just starting");
        }
        String server = "jdbc:postgresql://127.0.0.1:" + lines.get(PORT_LINE).strip();
        return EmbeddedDatabase.address(server, Passwords.in(dataDirectory));
    }

    /** As the superuser. */
    public Jdbi jdbi() {
        try {
            return Jdbi.create(
                    address.url(), SUPERUSER, Passwords.in(dataDirectory).superuser());
        } catch (IOException e) {
            throw new DatabaseUnavailable("the passwords in " + dataDirectory + " cannot be read", e);
        }
    }

    /** Name of the role that owns the schemas. */
    public String owner() {
        return address.owner().username();
    }

    public void migrateTo(String version) {
        Migrations.of(address).migrateTo(version);
    }

    /** Whether this release can make the schemas of a version. */
    public boolean knows(String version) {
        return Migrations.of(address).knows(version);
    }

    /** Destroys a database that was started here and has come to nothing. */
    public void discard() {
        close();
        try {
            EmbeddedDatabase.delete(dataDirectory.resolve(EmbeddedDatabase.DATA));
        } catch (IOException e) {
            throw new DatabaseUnavailable("the database in " + dataDirectory + " is of no use; delete it", e);
        }
    }

    @Override
    public void close() {
        if (started != null) {
            started.close();
        }
    }
}
