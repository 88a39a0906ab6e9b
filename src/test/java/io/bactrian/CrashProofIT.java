package io.bactrian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.bactrian.simulate.jira.JiraSettings;
import io.bactrian.simulate.jira.SimulatedJira;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.time.Duration;
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
 * A service killed at each commit in its turn, before it and right after it, and at any other moment, while the site changes:
 * what is stored holds together before each start, and at the end every field is equal. {@code -Dcrash.kills=200} and
 * {@code -Dcrash.seed=S} set another size and order.
 */
class CrashProofIT {
    private static final Logger LOG = LoggerFactory.getLogger(CrashProofIT.class);
    private static final int ISSUES = 400;

    @TempDir
    Path directory;

    private final ServedPages served = new ServedPages();
    private Map<String, String> settings;
    private SimulatedJira jira;
    private Jdbi jdbi;
    private SiteCopy copy;
    private UUID integration;
    private Random random;
    private long commit;

    @Test
    @Tag("proof")
    @Tag("gate")
    void threeKillsLoseNothingAndDoubleNothing() throws Exception {
        prove(3, 1);
    }

    @Test
    @Tag("proof")
    void aKillAtEachCommitLosesNothingAndDoublesNothing() throws Exception {
        prove(Integer.getInteger("crash.kills", 20), Long.getLong("crash.seed", 2));
    }

    private void prove(int kills, long seed) throws Exception {
        LOG.info("crash.seed={}", seed);
        random = new Random(seed);
        try (SimulatedJira site = SimulatedJira.start(JiraSettings.defaults().withIssues(ISSUES));
                EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                        .setDataDirectory(directory.resolve("postgresql"))
                        .start()) {
            jira = site;
            jira.exchanges().listen(served::note);
            settings = Proofs.settings(directory, postgres.getJdbcUrl("postgres", "postgres"), Map.of());
            jdbi = Jdbi.create(settings.get("database.url"), "postgres", "");
            connect();
            for (int kill = 1; kill <= kills; kill++) {
                crash();
                for (int change = random.nextInt(6); change > 0; change--) {
                    jira.site().changeSomething();
                }
            }
            finish();
        }
    }

    private void connect() throws Exception {
        try (ServiceProcess service = ServiceProcess.start(directory, settings)) {
            integration = Proofs.connect(service.client(), jira);
            copy = new SiteCopy(jdbi, integration, jira.site());
            HeldCommit.prepare(jdbi);
            service.kill();
        }
    }

    private void crash() throws Exception {
        try (ServiceProcess service = ServiceProcess.start(directory, settings)) {
            String run = Proofs.sync(service.client(), integration, random.nextBoolean() ? "full" : "incremental");
            if (random.nextInt(3) == 0) {
                atAnyMoment(service, run);
            } else {
                atCommit(service, run);
            }
        }
        StoredIssues.assertNoCursorIsAhead(jdbi, served);
        copy.assertCanonicalRowsAreRecords();
        copy.assertNoWatermarkIsAhead();
    }

    private void atCommit(ServiceProcess service, String run) {
        try (HeldCommit held = HeldCommit.next(jdbi, commit++ % 12)) {
            held.awaitHeld(() -> isOver(run));
            service.kill();
            if (random.nextBoolean()) {
                held.breakOff();
            } else {
                held.letGo();
            }
        }
    }

    private void atAnyMoment(ServiceProcess service, String run) {
        long until = jira.exchanges().count("") + 1 + random.nextInt(30);
        await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(2))
                .until(() -> jira.exchanges().count("") >= until || isOver(run));
        service.kill();
    }

    private boolean isOver(String run) {
        return !Proofs.texts(
                        jdbi, "select id::text from bactrian.runs where ended_at is not null and id = '" + run + "'")
                .isEmpty();
    }

    private void finish() throws Exception {
        try (ServiceProcess service = ServiceProcess.start(directory, settings)) {
            Proofs.ended(service.client(), Proofs.sync(service.client(), integration, "incremental"));
            JsonNode last = Proofs.ended(service.client(), Proofs.sync(service.client(), integration, "incremental"));

            assertThat(last.path("outcome").asText()).as(last.toPrettyString()).isEqualTo("in_sync");
        }
        copy.assertEqual();
        assertThat(Proofs.texts(jdbi, "select part from bactrian.walks")).isEmpty();
    }
}
