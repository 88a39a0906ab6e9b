package io.bactrian;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.bactrian.access.Caller;
import io.bactrian.bench.CopyFloor;
import io.bactrian.bench.FetchFloor;
import io.bactrian.bench.Machine;
import io.bactrian.bench.Measured;
import io.bactrian.command.ExitCode;
import io.bactrian.connection.Integration;
import io.bactrian.connection.NewIntegration;
import io.bactrian.run.RunReport;
import io.bactrian.run.RunState;
import io.bactrian.run.SyncMode;
import io.bactrian.simulate.jira.JiraSettings;
import io.bactrian.store.Database;
import io.bactrian.tool.StreamDeclaration;
import io.bactrian.tool.Tool;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The measured half of the sync benchmark; prints one JSON line per round and one for the floor. */
@Command(name = "sync-worker", hidden = true, mixinStandardHelpOptions = true)
final class BenchSyncWorker implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final String TABLES =
            "truncate work.records, work.items, work.comments, work.worklogs, work.changes, bactrian.walks, "
                    + "bactrian.watermarks, bactrian.child_counts, bactrian.run_streams";

    @Mixin
    private BenchSyncOptions options = new BenchSyncOptions();

    @Option(names = "--site", required = true)
    private URI site = URI.create("http://127.0.0.1");

    @Override
    public Integer call() throws IOException {
        Path directory = Files.createTempDirectory("bactrian-bench");
        emptyExternalDatabase();
        try (Service service = Service.start(settings(directory))) {
            Database database = service.database();
            service.tools().replace(measured(service.tools().get("jira")));
            Integration integration = connect(service);
            long postmaster = Machine.parentOf(database.owner()
                    .withHandle(handle -> handle.createQuery("select pg_backend_pid()")
                            .mapTo(Long.class)
                            .one()));
            print("machine", Map.of("machine", Machine.describe(), "database", server(database)));
            Measured last = null;
            for (int round = 1; round <= options.rounds(); round++) {
                last = round(service, integration.id(), postmaster, round);
            }
            if (options.hasFloor() && last != null) {
                floor(database, postmaster, directory, last);
            }
        } finally {
            delete(directory);
        }
        return ExitCode.OK;
    }

    /** What an earlier benchmark left cannot be read with this one's keys. */
    private void emptyExternalDatabase() {
        String url = options.databaseUrl();
        if (url.isEmpty()) {
            return;
        }
        if (!url.substring(url.lastIndexOf('/')).contains("bench")) {
            throw new IllegalArgumentException(
                    "--database-url is emptied: give a database whose name contains \"bench\"");
        }
        Jdbi.create(url, options.databaseUsername(), options.databasePassword())
                .useHandle(handle -> handle.execute("drop schema if exists bactrian, work cascade"));
    }

    /** Where the role may, so that no round writes what another left; the embedded server's role may not. */
    private static void checkpoint(Handle handle) {
        boolean isSuperuser = handle.createQuery("select rolsuper from pg_roles where rolname = current_user")
                .mapTo(Boolean.class)
                .one();
        if (isSuperuser) {
            handle.execute("checkpoint");
        }
    }

    private Settings settings(Path directory) {
        Map<String, String> overrides = new LinkedHashMap<>(Map.of(
                "data.directory", directory.toString(),
                "server.port", "0",
                "management.port", "0",
                "network.trusted-hosts", "127.0.0.1",
                "health.interval", "1h"));
        if (!options.databaseUrl().isEmpty()) {
            overrides.put("database.url", options.databaseUrl());
            overrides.put("database.username", options.databaseUsername());
            overrides.put("database.password", options.databasePassword());
        }
        return Settings.read(Settings.usualFile(), Map.of(), overrides);
    }

    /** Without the tool's rate limit, which would be measured otherwise, and without a census, which is measured apart. */
    private Tool measured(Tool tool) {
        Map<String, StreamDeclaration> streams = new LinkedHashMap<>(tool.streams());
        StreamDeclaration issues = tool.stream("issues");
        streams.put(
                "issues",
                new StreamDeclaration(
                        issues.name(),
                        issues.description(),
                        options.recordsOnly() ? null : issues.entity(),
                        issues.list(),
                        issues.paging(),
                        issues.items(),
                        issues.id(),
                        issues.changed(),
                        issues.volatileParts(),
                        issues.cursor(),
                        issues.windows(),
                        issues.fields(),
                        issues.custom(),
                        options.recordsOnly() ? Map.of() : issues.children(),
                        issues.byIds(),
                        null));
        return new Tool(
                tool.name(),
                tool.title(),
                tool.config(),
                tool.credentials(),
                tool.scope(),
                tool.base(),
                tool.authorization(),
                tool.refusals(),
                Map.of(),
                tool.probe(),
                streams,
                tool.ownStreams());
    }

    private Integration connect(Service service) {
        JiraSettings account = JiraSettings.defaults();
        return service.operations()
                .connectToTool(
                        Caller.SYSTEM,
                        new NewIntegration(
                                "jira",
                                "bench",
                                null,
                                JSON.createObjectNode().put("baseUrl", site.toString()),
                                JSON.createObjectNode()
                                        .put("username", account.username())
                                        .put("apiToken", account.apiToken()),
                                null,
                                null,
                                null),
                        true);
    }

    private static String server(Database database) {
        String version = database.owner()
                .withHandle(handle -> handle.createQuery("show server_version")
                        .mapTo(String.class)
                        .one());
        return "PostgreSQL " + version + (database.hasLz4() ? " with lz4" : " without lz4");
    }

    private Measured round(Service service, UUID integration, long postmaster, int round) throws IOException {
        service.database().owner().useHandle(handle -> {
            handle.execute(TABLES);
            checkpoint(handle);
        });
        RunReport[] report = new RunReport[1];
        Measured measured = Measured.of(postmaster, () -> report[0] = sync(service, integration));
        Map<String, Object> figures = figures(measured);
        figures.put("round", round);
        figures.put("outcome", String.valueOf(report[0].outcome()));
        figures.put(
                "rows",
                service.database()
                        .jdbi()
                        .withHandle(handle -> handle.createQuery("select count(*) from work.records")
                                .mapTo(Long.class)
                                .one()));
        figures.put("issuesPerSecond", Math.round(options.issues() / measured.wallSeconds()));
        figures.put("peakRssMegabytes", Machine.ownPeakMegabytes());
        print(options.recordsOnly() ? "sync, work.records alone" : "sync, records and canonical tables", figures);
        return measured;
    }

    private static RunReport sync(Service service, UUID integration) {
        RunReport report =
                service.operations().syncData(Caller.SYSTEM, integration, SyncMode.FULL, List.of("issues"), LONGEST);
        while (report.state() != RunState.FINISHED && report.state() != RunState.CANCELLED) {
            report = service.operations()
                    .syncData(Caller.SYSTEM, integration, SyncMode.FULL, List.of("issues"), LONGEST);
        }
        return report;
    }

    private void floor(Database database, long postmaster, Path directory, Measured sync) throws IOException {
        JiraSettings account = JiraSettings.defaults();
        FetchFloor fetch = new FetchFloor(site, account.username(), account.apiToken());
        fetch.read();
        Measured fetched = Measured.of(postmaster, fetch::read);
        CopyFloor copy = new CopyFloor(
                database, options.recordsOnly() ? List.of("records") : List.of("records", "items", "comments"));
        copy.prepare(directory);
        database.owner().useHandle(BenchSyncWorker::checkpoint);
        Measured stored = Measured.of(postmaster, copy::store);
        copy.clear();
        print("floor, fetch and parse", figures(fetched));
        print("floor, copy of the same rows and indexes", figures(stored));
        Map<String, Object> ratio = figures(fetched.plus(stored));
        ratio.put(
                "ratioOfLastRound",
                rounded(sync.cpuSeconds() / fetched.plus(stored).cpuSeconds()));
        print("floor", ratio);
    }

    private Map<String, Object> figures(Measured measured) {
        double per = options.issues() / 100_000.0;
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("wallSeconds", rounded(measured.wallSeconds()));
        figures.put("cpuSecondsPer100000", rounded(measured.cpuSeconds() / per));
        figures.put("jvmCpuSecondsPer100000", rounded(measured.jvmCpuSeconds() / per));
        figures.put("postgresCpuSecondsPer100000", rounded(measured.postgresCpuSeconds() / per));
        return figures;
    }

    private static double rounded(double value) {
        return Double.parseDouble(String.format(Locale.ROOT, "%.2f", value));
    }

    private static void print(String what, Map<String, Object> figures) throws IOException {
        Map<String, @Nullable Object> line = new LinkedHashMap<>();
        line.put("what", what);
        line.putAll(figures);
        System.out.println(JSON.writeValueAsString(line));
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
