package io.bactrian.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleConsumer;
import org.jdbi.v3.core.Jdbi;

/** A fresh, migrated database on the one PostgreSQL that all tests of a process share. */
public final class FreshDatabase implements AutoCloseable {
    /** The longest the server may be silent. */
    static final Duration SILENCE = Duration.ofSeconds(60);

    private final Database database;

    private FreshDatabase(Database database) {
        this.database = database;
    }

    public static FreshDatabase create() {
        return new FreshDatabase(Database.open(Server.ONLY.freshDatabase()));
    }

    /** The settings of a service that is to work on a database of its own. */
    public static Map<String, String> settings() {
        DatabaseSettings settings = Server.ONLY.freshDatabase();
        return Map.of(
                "database.url", settings.url(),
                "database.username", settings.username(),
                "database.password", settings.password(),
                "database.migration-username", settings.migrationUsername(),
                "database.migration-password", settings.migrationPassword());
    }

    public Database database() {
        return database;
    }

    public Jdbi jdbi() {
        return database.jdbi();
    }

    /** Stores an integration that rows can belong to. */
    public UUID integration() {
        UUID id = UUID.randomUUID();
        jdbi().useHandle(handle -> handle.createUpdate("""
                        insert into bactrian.integrations
                            (id, tool, name, config, scope, data_mapping, sync_frequency_seconds, status, health,
                             account, permissions, created_at, updated_at, health_due_at)
                        values (:id, 'jira', 'test', '{}', '{}', '[]', 0, 'connected', 'unknown',
                             '{}', '[]', now(), now(), now())
                        """).bind("id", id).execute());
        return id;
    }

    public long count(String table) {
        return jdbi().withHandle(handle -> handle.createQuery("select count(*) from " + table)
                .mapTo(Long.class)
                .one());
    }

    /** How many rows of tables a piece of work reads in one transaction: what its statements cost, whatever the clock says. */
    public <X extends Exception> long read(HandleConsumer<X> work) throws X {
        return jdbi().inTransaction(handle -> {
            long before = read(handle);
            work.useHandle(handle);
            return read(handle) - before;
        });
    }

    private static long read(Handle handle) {
        return handle.createQuery("select sum(seq_tup_read + coalesce(idx_tup_fetch, 0)) from pg_stat_xact_user_tables")
                .mapTo(Long.class)
                .one();
    }

    @Override
    public void close() {
        database.close();
    }

    /** The server, started when the first test asks and stopped with the process. */
    private static final class Server {
        private static final Server ONLY = new Server();

        private final Path directory;
        private final EmbeddedDatabase embedded;
        private final Jdbi superuser;
        private final AtomicInteger made = new AtomicInteger();

        private Server() {
            try {
                directory = Files.createTempDirectory("bactrian-test");
                embedded = EmbeddedDatabase.start(directory);
                Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "test-database-stop"));
                superuser = Jdbi.create(
                        embedded.address().url().replaceAll("/bactrian$", "/postgres"),
                        "postgres",
                        Passwords.in(directory).superuser());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            Database.open(settings(embedded.address().url())).close();
        }

        DatabaseSettings freshDatabase() {
            String name = "test_" + made.incrementAndGet();
            superuser.useHandle(
                    handle -> handle.execute("create database " + name + " template bactrian owner bactrian_owner"));
            return settings(embedded.address().url().replaceAll("/bactrian$", "/" + name));
        }

        private DatabaseSettings settings(String url) {
            Address.Login application = embedded.address().application();
            Address.Login owner = embedded.address().owner();
            return new DatabaseSettings(
                    url,
                    application.username(),
                    application.password(),
                    owner.username(),
                    owner.password(),
                    4,
                    Duration.ofSeconds(10),
                    SILENCE,
                    directory);
        }

        private void stop() {
            embedded.close();
            try (Stream<Path> files = Files.walk(directory)) {
                List<Path> deepestFirst =
                        files.sorted(Comparator.reverseOrder()).toList();
                for (Path file : deepestFirst) {
                    Files.deleteIfExists(file);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
