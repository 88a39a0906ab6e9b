package io.bactrian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bactrian.access.Caller;
import io.bactrian.connection.Integration;
import io.bactrian.run.RunOutcome;
import io.bactrian.run.RunReport;
import io.bactrian.run.SyncMode;
import io.bactrian.simulate.Fault;
import io.bactrian.simulate.jira.JiraSettings;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * PostgreSQL is restarted, or cannot be reached for a while, in the middle of syncs: nothing is lost, the service goes on by
 * itself, and tells all along how it is. {@code -Doutage.count=20 -Doutage.length=30s} sets another size; how long each took to
 * be over and how fast health was told is printed.
 */
@Tag("proof")
class OutageProofIT {
    private static final Logger LOG = LoggerFactory.getLogger(OutageProofIT.class);
    private static final int ISSUES = 1_500;
    private static final int OUTAGES = Integer.getInteger("outage.count", 3);
    private static final Duration LENGTH = Duration.parse("PT" + System.getProperty("outage.length", "8s"));
    private static final String SEARCH = "/search/jql";

    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    Path directory;

    private EmbeddedPostgres postgres;
    private RunningService running;
    private Duration slowest = Duration.ZERO;

    @Test
    void anOutageOfTheDatabaseLosesNothingAndIsToldOf() throws Exception {
        postgres = start(0);
        int port = postgres.getPort();
        try (DatabaseProxy proxy = DatabaseProxy.before(port)) {
            RunningService service = RunningService.start(
                    directory.resolve("data"), JiraSettings.defaults().withIssues(ISSUES), settings(proxy));
            running = service;
            try (service) {
                Integration integration = running.connect();
                Random random = new Random(1);
                for (int outage = 0; outage < OUTAGES; outage++) {
                    UUID run = inTheMiddle(integration, 2 + random.nextInt(10));
                    if (outage % 3 == 0) {
                        restart(port);
                    } else {
                        sever(proxy);
                    }
                    ended(outage, run, Instant.now());
                    assertAllIsThere(integration, port);
                }
            }
        } finally {
            postgres.close();
        }
    }

    private EmbeddedPostgres start(int port) throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(directory.resolve("postgresql"))
                .setCleanDataDirectory(false)
                .setPort(port)
                .start();
    }

    private static Map<String, String> settings(DatabaseProxy proxy) {
        return Map.of(
                "database.url", "jdbc:postgresql://127.0.0.1:" + proxy.port() + "/postgres",
                "database.username", "postgres",
                "database.password", "postgres",
                "database.migration-username", "",
                "database.migration-password", "");
    }

    private UUID inTheMiddle(Integration integration, int pages) {
        running.jira().faults().clear();
        running.jira()
                .faults()
                .add(Fault.of(Fault.Kind.LATENCY, Duration.ofMillis(300))
                        .on(SEARCH)
                        .always());
        running.jira().site().changePercent(30);
        long before = running.jira().exchanges().count(SEARCH);
        UUID run = running.operations()
                .syncData(Caller.SYSTEM, integration.id(), SyncMode.FULL, List.of(), Duration.ZERO)
                .id();
        await().atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> running.jira().exchanges().count(SEARCH) >= before + pages);
        return run;
    }

    private void restart(int port) throws IOException {
        postgres.close();
        awaitHealth(503);
        postgres = start(port);
    }

    private void sever(DatabaseProxy proxy) {
        proxy.sever();
        Instant until = Instant.now().plus(LENGTH);
        awaitHealth(503);
        await().atMost(LENGTH.plusMinutes(1))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> {
                    assertThat(health("live")).isEqualTo(200);
                    assertThat(health("ready")).isEqualTo(503);
                    return Instant.now().isAfter(until);
                });
        proxy.mend();
    }

    private void awaitHealth(int ready) {
        await().atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> {
                    assertThat(health("live")).isEqualTo(200);
                    return health("ready") == ready;
                });
    }

    private int health(String kind) throws IOException, InterruptedException {
        URI address = URI.create("http://127.0.0.1:" + running.service().managementPort() + "/observe/health/" + kind);
        Instant asked = Instant.now();
        int status = http.send(
                        HttpRequest.newBuilder(address)
                                .timeout(Duration.ofMinutes(1))
                                .build(),
                        BodyHandlers.ofString())
                .statusCode();
        Duration took = Duration.between(asked, Instant.now());
        slowest = took.compareTo(slowest) > 0 ? took : slowest;
        return status;
    }

    private void ended(int outage, UUID run, Instant back) {
        awaitHealth(200);
        Duration ready = Duration.between(back, Instant.now());
        long requests = running.jira().exchanges().count(SEARCH);
        running.jira().faults().clear();
        await().ignoreExceptions()
                .atMost(Duration.ofMinutes(3))
                .until(() -> running.operations().run(Caller.SYSTEM, run).endedAt() != null);
        Duration over = Duration.between(back, Instant.now());
        LOG.info(
                "outage {}: ready after {} ms, run over after {} ms ({} more searches), health told within {} ms",
                outage,
                ready.toMillis(),
                over.toMillis(),
                running.jira().exchanges().count(SEARCH) - requests,
                slowest.toMillis());
    }

    /** The run that was hit may have failed, as its record says; the next one makes up for it. */
    private void assertAllIsThere(Integration integration, int port) {
        RunReport next = running.sync(integration, SyncMode.INCREMENTAL);

        assertThat(next.outcome()).as(next.toString()).isEqualTo(RunOutcome.IN_SYNC);
        Jdbi jdbi = Jdbi.create("jdbc:postgresql://127.0.0.1:" + port + "/postgres", "postgres", "");
        new SiteCopy(jdbi, integration.id(), running.jira().site()).assertEqual();
    }
}
