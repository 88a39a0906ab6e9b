package io.bactrian.store;

import io.bactrian.store.Address.Login;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The PostgreSQL that comes along: its data is kept, its writes are durable, it listens on loopback only and nobody gets in
 * without a password.
 */
final class EmbeddedDatabase implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDatabase.class);
    /** The server's files, below the data directory. */
    static final String DATA = "postgresql";

    private static final String NAME = "bactrian";
    private static final String OWNER = "bactrian_owner";
    private static final String APPLICATION = "bactrian";
    private static final String LOCK = "lock";
    private static final String UNPACKED = ".exists";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final FileChannel lockFile;
    private final EmbeddedPostgres server;
    private final Address address;

    private EmbeddedDatabase(FileChannel lockFile, EmbeddedPostgres server, Address address) {
        this.lockFile = lockFile;
        this.server = server;
        this.address = address;
    }

    static EmbeddedDatabase start(Path directory) {
        try {
            Files.createDirectories(directory);
            FileChannel lockFile = lock(directory);
            Passwords passwords = Passwords.in(directory);
            Path data = directory.resolve(DATA);
            Path binaries = directory.resolve("postgresql-binaries");
            takeOverOrphan(data);
            removeHalfUnpacked(binaries);
            EmbeddedPostgres server =
                    builder(data, binaries, passwords.superuser()).start();
            String url = server.getJdbcUrl("postgres", "postgres").replaceAll("\\?.*", "");
            createRoles(server, passwords);
            Address address = address(url.replaceAll("/postgres$", ""), passwords);
            return new EmbeddedDatabase(lockFile, server, address);
        } catch (IOException | SQLException e) {
            throw new DatabaseUnavailable(
                    "the embedded PostgreSQL in data.directory " + directory + " does not start: " + e.getMessage(), e);
        }
    }

    Address address() {
        return address;
    }

    /** @param server JDBC address of a server that runs on a data directory with these passwords */
    static Address address(String server, Passwords passwords) {
        return new Address(
                server + "/" + NAME,
                new Login(APPLICATION, passwords.application()),
                new Login(OWNER, passwords.owner()));
    }

    /** Whether another process works on a data directory. */
    static boolean isInUse(Path directory) throws IOException {
        try (FileChannel file =
                        FileChannel.open(directory.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = file.tryLock()) {
            return lock == null;
        }
    }

    /** Two services on one directory would destroy each other's data. */
    private static FileChannel lock(Path directory) throws IOException {
        FileChannel file =
                FileChannel.open(directory.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = file.tryLock();
        if (lock == null) {
            file.close();
            throw new DatabaseUnavailable("data.directory " + directory + " is in use by another process");
        }
        return file;
    }

    /** A killed service leaves its server running: it is stopped, so that it can be started under our eyes again. */
    private static void takeOverOrphan(Path data) throws IOException {
        Path pidFile = data.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        long pid = Long.parseLong(Files.readAllLines(pidFile).get(0).trim());
        Optional<ProcessHandle> orphan = ProcessHandle.of(pid).filter(process -> isServerOf(process, data));
        if (orphan.isPresent()) {
            LOG.info("taking over the PostgreSQL server that a killed service left running");
            stop(orphan.get());
        }
        Files.deleteIfExists(pidFile);
    }

    /** Unpacking writes its marker last and refuses files that are there; nobody else unpacks here while we hold the lock. */
    private static void removeHalfUnpacked(Path binaries) throws IOException {
        if (!Files.isDirectory(binaries)) {
            return;
        }
        try (Stream<Path> versions = Files.list(binaries)) {
            for (Path version : versions.toList()) {
                if (!Files.exists(version.resolve(UNPACKED))) {
                    delete(version);
                }
            }
        }
    }

    static void delete(Path tree) throws IOException {
        try (Stream<Path> files = Files.walk(tree)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static boolean isServerOf(ProcessHandle process, Path data) {
        return process.info()
                .arguments()
                .map(arguments -> Stream.of(arguments).anyMatch(argument -> argument.equals(data.toString())))
                .orElse(false);
    }

    private static void stop(ProcessHandle server) {
        List<ProcessHandle> children = server.descendants().toList();
        server.destroy();
        try {
            server.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            // It waits for clients that will never leave; its log brings everything committed back.
            server.destroyForcibly();
            children.forEach(ProcessHandle::destroyForcibly);
            server.onExit().join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new DatabaseUnavailable("the running PostgreSQL server cannot be stopped", e);
        }
    }

    private static EmbeddedPostgres.Builder builder(Path data, Path binaries, String password) {
        return EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setPgBinaryResolver(new OwnPrograms(binaries))
                .setOverrideWorkingDirectory(binaries.toFile())
                .setCleanDataDirectory(false)
                .setPGStartupWait(PATIENCE)
                // Its own hook would stop the server while the service still brings its runs to an end.
                .setRegisterShutdownHook(false)
                .setConnectConfig("password", password)
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("max_connections", "60")
                .setServerConfig("shared_buffers", "128MB")
                .setServerConfig("max_wal_size", "4GB")
                .setServerConfig("password_encryption", "scram-sha-256")
                .setDataDirectoryCustomizer(directory -> demandPasswords(directory.toPath(), binaries, password));
    }

    /** initdb trusts everybody; before the port opens for the first time the superuser gets a password and trust ends. */
    private static void demandPasswords(Path data, Path binaries, String password) {
        Path rules = data.resolve("pg_hba.conf");
        try {
            if (Files.readString(rules).contains("# bactrian")) {
                return;
            }
            setPassword(data, binaries, password);
            Files.writeString(rules, """
                    # bactrian: passwords for everybody
                    host all all 127.0.0.1/32 scram-sha-256
                    host all all ::1/128 scram-sha-256
                    """);
        } catch (IOException e) {
            throw new DatabaseUnavailable("the embedded PostgreSQL in " + data + " cannot be secured", e);
        }
    }

    /** In single-user mode nobody can connect. PostgreSQL refuses to run as root, so root becomes nobody in a user namespace. */
    private static void setPassword(Path data, Path binaries, String password) throws IOException {
        Path postgres = find(binaries, "postgres");
        List<String> command = List.of(postgres.toString(), "--single", "-D", data.toString(), "postgres");
        Process single = new ProcessBuilder(Root.is() ? Root.drop(command) : command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (OutputStream input = single.getOutputStream()) {
            input.write(("alter role postgres password '" + password + "'\n").getBytes(StandardCharsets.UTF_8));
        }
        try {
            if (!single.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || single.exitValue() != 0) {
                throw new IOException("the superuser's password could not be set");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the superuser's password was set", e);
        }
    }

    private static Path find(Path binaries, String program) throws IOException {
        try (Stream<Path> files = Files.walk(binaries, 4)) {
            return files.filter(file -> file.endsWith(Path.of("bin", program)))
                    .findFirst()
                    .orElseThrow(() -> new IOException("no " + program + " below " + binaries));
        }
    }

    private static void createRoles(EmbeddedPostgres server, Passwords passwords) throws SQLException {
        try (Connection connection = server.getDatabase(
                                "postgres", "postgres", java.util.Map.of("password", passwords.superuser()))
                        .getConnection();
                Statement statement = connection.createStatement()) {
            createRole(statement, OWNER, passwords.owner());
            createRole(statement, APPLICATION, passwords.application());
            if (!statement
                    .executeQuery("select from pg_database where datname = '" + NAME + "'")
                    .next()) {
                statement.execute("create database " + NAME + " owner " + OWNER);
            }
            if (!statement
                    .executeQuery("select from pg_roles where rolname = 'work_reader'")
                    .next()) {
                statement.execute("create role work_reader nologin");
            }
        }
    }

    private static void createRole(Statement statement, String role, String password) throws SQLException {
        boolean there = statement
                .executeQuery("select from pg_roles where rolname = '" + role + "'")
                .next();
        statement.execute((there ? "alter" : "create") + " role " + role + " login password '" + password + "'");
    }

    @Override
    public void close() {
        try {
            server.close();
            lockFile.close();
        } catch (IOException e) {
            LOG.warn("the embedded PostgreSQL did not stop cleanly; its next start recovers", e);
        }
    }
}
