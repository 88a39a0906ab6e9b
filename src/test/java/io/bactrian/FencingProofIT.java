package io.bactrian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.bactrian.simulate.Fault;
import io.bactrian.simulate.jira.JiraSettings;
import io.bactrian.simulate.jira.SimulatedJira;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that is stopped in the middle of a sync, loses its lease to another one and is woken when that one is done writes
 * nothing any more. {@code -Dfence.stops=20 -Dfence.lease=60s} sets another size.
 */
@Tag("proof")
class FencingProofIT {
    private static final int ISSUES = 1_000;
    private static final int STOPS = Integer.getInteger("fence.stops", 1);
    private static final String LEASE = System.getProperty("fence.lease", "5s");
    private static final String SEARCH = "/search/jql";
    /** Every row that a sync writes, with the transaction that wrote it. */
    private static final String ROWS = """
            select 'record ' || stream || ' ' || external_id || ' ' || xmin from work.records
            union all select 'item ' || stream || ' ' || external_id || ' ' || xmin from work.items
            union all select 'watermark ' || stream || ' ' || xmin from bactrian.watermarks
            union all select 'walk ' || stream || ' ' || xmin from bactrian.walks
            union all select 'run ' || id || ' ' || xmin from bactrian.runs
            union all select 'run stream ' || run_id || ' ' || stream || ' ' || xmin from bactrian.run_streams
            union all select 'step ' || id || ' ' || step from bactrian.run_steps
            union all select 'failure ' || id || ' ' || xmin from bactrian.failures
            """;

    @TempDir
    Path directory;

    private Jdbi jdbi;

    @Test
    void aProcessThatLostItsLeaseInItsSleepWritesNothing() throws Exception {
        try (SimulatedJira jira = SimulatedJira.start(JiraSettings.defaults().withIssues(ISSUES));
                EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                        .setDataDirectory(directory.resolve("postgresql"))
                        .start()) {
            String url = postgres.getJdbcUrl("postgres", "postgres").replaceAll("\\?.*", "");
            jdbi = Jdbi.create(url, "postgres", "");
            for (int stop = 1; stop <= STOPS; stop++) {
                stopAndWake(jira, url);
            }
        }
    }

    private void stopAndWake(SimulatedJira jira, String url) throws Exception {
        try (ServiceProcess sleeper = start("sleeper", url)) {
            UUID integration = Proofs.connect(sleeper.client(), jira);
            jira.faults()
                    .add(Fault.of(Fault.Kind.LATENCY, Duration.ofMillis(400))
                            .on(SEARCH)
                            .always());
            long before = jira.exchanges().count(SEARCH);
            String run = Proofs.sync(sleeper.client(), integration, "full");
            await().atMost(Duration.ofMinutes(1))
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> jira.exchanges().count(SEARCH) >= before + 6);

            sleeper.signal("STOP");
            jira.faults().clear();
            try (ServiceProcess other = start("other", url)) {
                JsonNode report = Proofs.ended(other.client(), run);
                assertThat(report.path("outcome").asText())
                        .as(report.toPrettyString())
                        .isEqualTo("in_sync");
                assertThat(report.path("timeline").toString()).contains("resumed");
            }
            List<String> rows = Proofs.texts(jdbi, ROWS);
            String asleep = Proofs.texts(jdbi, "select clock_timestamp()::text").get(0);
            sleeper.signal("CONT");
            awaitLookAtTheLease(asleep);
            assertThat(sleeper.terminate(Duration.ofMinutes(1))).isPresent();

            assertThat(Proofs.texts(jdbi, ROWS)).containsExactlyInAnyOrderElementsOf(rows);
            new SiteCopy(jdbi, integration, jira.site()).assertEqual();
        }
    }

    private ServiceProcess start(String name, String url) throws Exception {
        Path own = java.nio.file.Files.createDirectories(directory.resolve(name));
        return ServiceProcess.start(
                own,
                Proofs.settings(
                        own, url, Map.of("run.lease", LEASE, "database.url", url + "?ApplicationName=" + name)));
    }

    /** The woken process asks for its lease in each commit and at each tick. */
    private void awaitLookAtTheLease(String since) {
        await().atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> !Proofs.texts(
                                jdbi,
                                "select query from pg_stat_activity where application_name = 'sleeper'"
                                        + " and query like '%bactrian.leases%' and query_start > '" + since + "'")
                        .isEmpty());
    }
}
