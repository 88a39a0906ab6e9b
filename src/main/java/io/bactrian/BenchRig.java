package io.bactrian;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.bactrian.access.Caller;
import io.bactrian.bench.Figure;
import io.bactrian.bench.Machine;
import io.bactrian.bench.Measured;
import io.bactrian.bench.Reading;
import io.bactrian.connection.NewIntegration;
import io.bactrian.run.RunReport;
import io.bactrian.run.RunState;
import io.bactrian.run.StreamReport;
import io.bactrian.run.SyncMode;
import io.bactrian.simulate.SimulatorServer;
import io.bactrian.simulate.jira.JiraSettings;
import io.bactrian.store.Database;
import io.bactrian.tool.StreamDeclaration;
import io.bactrian.tool.Tool;
import io.bactrian.wiring.Service;
import io.bactrian.wiring.Settings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.camel.CamelContext;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** The service as a benchmark runs it: with one integration of a simulated Jira, and a meter beside it. */
final class BenchRig implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LONGEST = Duration.ofMinutes(5);
    /** Where the routes of the measured service lie, below its directory. */
    static final String ROUTES = "routes";

    private static final List<String> STREAMS = List.of("issues");

    private final Service service;
    private final URI site;
    private final UUID integration;
    private final long postmaster;
    private final CensusMark mark;

    private BenchRig(Service service, URI site, UUID integration, long postmaster) throws Exception {
        this.service = service;
        this.site = site;
        this.integration = integration;
        this.postmaster = postmaster;
        this.mark = new CensusMark(postmaster);
        CamelContext context = service.context();
        mark.setCamelContext(context);
        mark.start();
        context.getManagementStrategy().addEventNotifier(mark);
    }

    static BenchRig start(BenchOptions options, URI site, Path directory) throws Exception {
        empty(options);
        BenchRoutes.copy(directory.resolve(ROUTES));
        Service service = Service.start(settings(options, directory));
        try {
            if (options.recordsOnly()) {
                service.tools().replace(recordsOnly(service.tools().get("jira")));
            }
            return new BenchRig(service, site, connect(service, site), postmaster(service.database()));
        } catch (Exception e) {
            service.close();
            throw e;
        }
    }

    /** Asked while the connection is open: its server process ends with it. */
    private static long postmaster(Database database) throws IOException {
        try (Handle handle = database.owner().open()) {
            return Machine.parentOf(handle.createQuery("select pg_backend_pid()")
                    .mapTo(Long.class)
                    .one());
        }
    }

    /** What an earlier benchmark left cannot be read with this one's keys. */
    private static void empty(BenchOptions options) {
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

    private static Settings settings(BenchOptions options, Path directory) {
        Map<String, String> overrides = new LinkedHashMap<>(Map.of(
                "data.directory", directory.toString(),
                "routes.directory", directory.resolve(ROUTES).toString(),
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

    private static Tool recordsOnly(Tool tool) {
        Map<String, StreamDeclaration> streams = new LinkedHashMap<>(tool.streams());
        streams.put("issues", recordsOnly(tool.stream("issues")));
        return tool.with(streams);
    }

    private static StreamDeclaration recordsOnly(StreamDeclaration issues) {
        return new StreamDeclaration(
                issues.name(),
                issues.description(),
                null,
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
                Map.of(),
                issues.byIds(),
                issues.census());
    }

    private static UUID connect(Service service, URI site) {
        JiraSettings account = JiraSettings.defaults();
        NewIntegration wanted = new NewIntegration(
                "jira",
                "bench",
                null,
                JSON.createObjectNode().put("baseUrl", site.toString()),
                JSON.createObjectNode().put("username", account.username()).put("apiToken", account.apiToken()),
                null,
                null,
                null);
        return service.operations().connectToTool(Caller.SYSTEM, wanted, true).id();
    }

    Service service() {
        return service;
    }

    Database database() {
        return service.database();
    }

    Measured measure(Measured.Work work) throws IOException {
        return Measured.of(postmaster, work);
    }

    /** The machine and the database that all figures were taken on. */
    Map<String, String> described() throws IOException {
        String version = database()
                .owner()
                .withHandle(handle -> handle.createQuery("show server_version")
                        .mapTo(String.class)
                        .one());
        return Map.of(
                "machine",
                Machine.describe(),
                "database",
                "PostgreSQL " + version + (database().hasLz4() ? " with lz4" : " without lz4"));
    }

    /** The tables that its syncs write. */
    BenchTables tables() {
        return new BenchTables(database().owner());
    }

    /** Has the next run list all ids, as it does once a day. */
    void census() {
        database()
                .owner()
                .useHandle(handle ->
                        handle.execute("update bactrian.watermarks set census_at = now() - interval '1 week'"));
    }

    /** Changes some of the site. */
    void change(double percent) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(site + SimulatorServer.CONTROL + "changes"))
                .POST(HttpRequest.BodyPublishers.ofString(
                        JSON.createObjectNode().put("percent", percent).toString()))
                .build();
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding());
    }

    /** A whole run. */
    Figure sync(String what, int records, SyncMode mode) throws IOException {
        return sync(what, records, mode, Part.WHOLE);
    }

    /** One part of a run. */
    Figure sync(String what, int records, SyncMode mode, Part part) throws IOException {
        mark.forget();
        Reading begin = Reading.now(postmaster);
        RunReport report = run(mode);
        Reading end = Reading.now(postmaster);
        Reading census = mark.reading();
        Measured measured = switch (part) {
            case WHOLE -> begin.until(end);
            case WITHOUT_CENSUS -> begin.until(census);
            case CENSUS -> census.until(end);
        };
        return Figure.of(
                what,
                records,
                outcome(report),
                report.streams().stream().mapToLong(StreamReport::requests).sum(),
                measured,
                Machine.ownPeakMegabytes());
    }

    private static String outcome(RunReport report) {
        return report.outcome() == null
                ? report.state().word()
                : report.outcome().word();
    }

    RunReport run(SyncMode mode) {
        RunReport report = service.operations().syncData(Caller.SYSTEM, integration, mode, STREAMS, LONGEST);
        while (report.state() != RunState.FINISHED && report.state() != RunState.CANCELLED) {
            report = service.operations().syncData(Caller.SYSTEM, integration, mode, STREAMS, LONGEST);
        }
        return report;
    }

    /** What of a run is measured. */
    enum Part {
        WHOLE,
        WITHOUT_CENSUS,
        CENSUS
    }

    @Override
    public void close() {
        service.close();
    }
}
