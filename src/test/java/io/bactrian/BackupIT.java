package io.bactrian;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.command.Api;
import io.bactrian.command.ExitCode;
import io.bactrian.simulate.jira.JiraSettings;
import io.bactrian.simulate.jira.SimulatedJira;
import io.bactrian.store.Maintenance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipFile;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Proves that the embedded database goes into a file while the service works, and comes back whole in another place. */
@Tag("proof")
class BackupIT {
    private static final int ISSUES = 400;

    @TempDir
    static Path directory;

    private static SimulatedJira jira;
    private static Path live;
    private static Path key;
    private static String integration;

    @BeforeAll
    static void backUpInTheMiddleOfASync() throws Exception {
        jira = SimulatedJira.start(JiraSettings.defaults().withIssues(ISSUES));
        live = directory.resolve("live.zip");
        key = directory.resolve("safe/master.key");
        Path home = Files.createDirectory(directory.resolve("original"));
        try (ServiceProcess service = ServiceProcess.start(home, settings(home))) {
            Api api = service.client();
            integration = api.post("/integrations", request()).path("id").asText();
            assertThat(sync(api).path("outcome").asText()).isEqualTo("in_sync");
            jira.site().ids().forEach(jira.site()::change);
            api.post("/integrations/" + integration + "/sync", null);

            Ran backup = Ran.process(line(home, "backup", live.toString(), "--keys", key.toString()));

            assertThat(backup.exitCode()).as(backup.err()).isZero();
            assertThat(backup.out()).contains("Backed up ", "the key is in " + key);
        }
    }

    @AfterAll
    static void stop() {
        jira.close();
    }

    private static Map<String, String> settings(Path home) {
        return Map.of(
                "data.directory", home.resolve("data").toString(),
                "security.admin-key", ServiceProcess.ADMIN_KEY,
                "network.trusted-hosts", "127.0.0.1",
                "server.port", "0",
                "management.port", "0",
                "run.tick", "200ms",
                "run.lease", "2s");
    }

    private static ObjectNode request() {
        ObjectNode request =
                new ObjectMapper().createObjectNode().put("tool", "jira").put("name", "Kept");
        request.putObject("config").put("baseUrl", jira.address().toString());
        request.putObject("credentials")
                .put("username", jira.settings().username())
                .put("apiToken", jira.settings().apiToken());
        return request;
    }

    private static JsonNode sync(Api api) throws InterruptedException {
        return api.post("/integrations/" + integration + "/sync?wait=120", null);
    }

    /** A command line that is about the data of a service's home. */
    private static String[] line(Path home, String... words) {
        List<String> line = new ArrayList<>(List.of(words));
        line.addAll(List.of("--config", home.resolve("service.properties").toString()));
        return line.toArray(String[]::new);
    }

    private static Path newHome(String name) throws IOException {
        Path home = Files.createDirectory(directory.resolve(name));
        ServiceProcess.configure(home, settings(home));
        return home;
    }

    @Test
    void aBackupOfARunningSyncGoesOnElsewhereOnceItsKeyIsThere() throws Exception {
        Path home = newHome("elsewhere");

        Ran restored = Ran.process(line(home, "restore", live.toString()));
        Ran keyless = Ran.process(line(home, "serve"));

        assertThat(restored.exitCode()).as(restored.err()).isZero();
        assertThat(keyless.exitCode()).as(keyless.err()).isEqualTo(ExitCode.MISCONFIGURED);
        assertThat(keyless.err())
                .contains("there is no master key", "security.master-key-file")
                .doesNotContain("\tat ");
        assertThat(home.resolve("data/master.key")).doesNotExist();
        Files.copy(key, home.resolve("data/master.key"));
        try (ServiceProcess service = ServiceProcess.start(home, settings(home))) {
            assertThat(sync(service.client()).path("outcome").asText()).isEqualTo("in_sync");
        }
        assertThat(texts(home, "select count(*)::text from work.jira_issues")).containsExactly(ISSUES + "");
    }

    @Test
    void everyRowViewAndRightIsRestored() throws Exception {
        Path original = directory.resolve("original");
        Path still = directory.resolve("still.zip");
        Path home = newHome("copy");
        Path wrong = Files.writeString(
                directory.resolve("wrong.key"), Base64.getEncoder().encodeToString(new byte[32]));

        Ran backup = Ran.process(line(original, "backup", still.toString()));
        Ran refused = Ran.process(line(home, "restore", still.toString(), "--keys", wrong.toString()));
        Ran restored = Ran.process(line(home, "restore", still.toString(), "--keys", key.toString()));

        assertThat(backup.exitCode()).as(backup.err()).isZero();
        assertThat(refused.exitCode()).as(refused.err()).isEqualTo(ExitCode.MISCONFIGURED);
        assertThat(refused.err()).contains("the master key is not the one");
        assertThat(restored.exitCode()).as(restored.err()).isZero();
        assertThat(digests(home)).isEqualTo(digests(original));
        assertThat(rights(home)).isNotEmpty().isEqualTo(rights(original));
        assertThat(sequences(home)).isNotEmpty().isEqualTo(sequences(original));
        assertThat(home.resolve("data/master.key")).hasSameTextualContentAs(key);
    }

    @Test
    void neitherKeyNorPasswordsAreInTheBackupAndNobodyElseReadsIt() throws IOException {
        List<String> entries;
        try (ZipFile zip = new ZipFile(live.toFile())) {
            entries = zip.stream().map(entry -> entry.getName()).toList();
        }

        assertThat(entries)
                .contains("contents.json", "work.records.copy", "bactrian.credentials.copy")
                .allMatch(name -> name.endsWith(".copy") || name.equals("contents.json"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(live)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
    }

    @Test
    void aBackupIsNotWrittenOver() {
        Ran ran = Ran.command(line(directory.resolve("original"), "backup", live.toString()));

        assertThat(ran.exitCode()).isEqualTo(ExitCode.MISCONFIGURED);
        assertThat(ran.err()).contains("there already");
    }

    @Test
    void aDataDirectoryInUseIsNotRestoredInto() {
        Ran ran = Ran.command(line(directory.resolve("original"), "restore", live.toString()));

        assertThat(ran.exitCode()).isEqualTo(ExitCode.MISCONFIGURED);
        assertThat(ran.err()).contains("holds a database already");
    }

    @Test
    void halfABackupIsRefusedAndNothingIsLeft() throws Exception {
        Path home = newHome("half");
        byte[] whole = Files.readAllBytes(live);
        Path half = Files.write(directory.resolve("half.zip"), Arrays.copyOf(whole, whole.length / 2));

        Ran ran = Ran.command(line(home, "restore", half.toString()));

        assertThat(ran.exitCode()).isEqualTo(ExitCode.MISCONFIGURED);
        assertThat(ran.err()).contains("half.zip").hasLineCount(1);
        assertThat(home.resolve("data")).doesNotExist();
    }

    @Test
    void anExternalDatabaseHasBetterTools() throws Exception {
        Path home = Files.createDirectory(directory.resolve("external"));
        ServiceProcess.configure(
                home, Map.of("database.url", "jdbc:postgresql://127.0.0.1:1/x", "database.username", "x"));

        Ran ran = Ran.command(line(home, "backup", "external.zip"));

        assertThat(ran.exitCode()).isEqualTo(ExitCode.MISCONFIGURED);
        assertThat(ran.err()).contains("pg_dump");
    }

    /** Of each table, what its rows are; a number of a transaction is the server's own. */
    private static Map<String, String> digests(Path home) {
        return inDatabase(
                home,
                jdbi -> jdbi.withHandle(handle -> {
                    Map<String, String> digests = new TreeMap<>();
                    List<String> tables = handle.select("""
                            select c.oid::regclass::text from pg_class c
                            where c.relnamespace in ('bactrian'::regnamespace, 'work'::regnamespace)
                                and c.relkind in ('r', 'v') and c.relpersistence = 'p' and c.oid <> 'bactrian.migrations'::regclass""").mapTo(String.class).list();
                    for (String table : tables) {
                        digests.put(
                                table,
                                handle.select("select count(*) || ' ' || md5(string_agg(row, ',' order by row)) from"
                                                + " (select (to_jsonb(t) - 'transaction')::text as row from " + table
                                                + " t) r")
                                        .mapTo(String.class)
                                        .findOne()
                                        .orElse(""));
                    }
                    return digests;
                }));
    }

    private static List<String> rights(Path home) {
        return texts(home, """
                select c.oid::regclass || ' ' || relkind::text || ' ' || pg_get_userbyid(relowner) || ' ' || acl
                from pg_class c, unnest(relacl::text[]) acl
                where relnamespace in ('bactrian'::regnamespace, 'work'::regnamespace) order by 1""");
    }

    private static List<String> sequences(Path home) {
        return texts(home, """
                select sequencename || ' ' || last_value from pg_sequences
                where schemaname = 'bactrian' and last_value is not null order by 1""");
    }

    private static List<String> texts(Path home, String query) {
        return inDatabase(
                home,
                jdbi -> jdbi.withHandle(
                        handle -> handle.select(query).mapTo(String.class).list()));
    }

    private static <T> T inDatabase(Path home, java.util.function.Function<Jdbi, T> question) {
        try (Maintenance database = Maintenance.of(home.resolve("data"))) {
            return question.apply(database.jdbi());
        }
    }
}
