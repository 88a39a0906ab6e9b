package io.bactrian.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.store.FreshDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Everything is kept 10 days here; ages are in days. */
class RetentionIT {
    private static final Duration KEPT = Duration.ofDays(10);

    private final MeterRegistry meters = new SimpleMeterRegistry();
    private FreshDatabase database;
    private UUID integration;

    @BeforeEach
    void create() {
        database = FreshDatabase.create();
        integration = database.integration();
    }

    @AfterEach
    void drop() {
        database.close();
    }

    private Retention retention() {
        RetentionSettings settings = new RetentionSettings(
                KEPT, KEPT, KEPT, KEPT, KEPT, KEPT, KEPT.multipliedBy(2), KEPT.multipliedBy(3), KEPT);
        return new Retention(database.jdbi(), settings, meters, Clock.systemUTC());
    }

    private void execute(String sql, Object... values) {
        database.jdbi().useHandle(handle -> handle.execute(sql, values));
    }

    private List<String> texts(String query) {
        return database.jdbi()
                .withHandle(
                        handle -> handle.createQuery(query).mapTo(String.class).list());
    }

    /** @param certificate null for none */
    private UUID run(String kind, String state, int age, String certificate) {
        UUID id = UUID.randomUUID();
        boolean over = state.equals("finished") || state.equals("cancelled");
        execute("""
                insert into bactrian.runs (id, integration_id, kind, mode, state, streams, created_at, ended_at, certificate)
                values (?, ?, ?, 'full', ?, '{}', now() - ? * interval '1 day',
                    case when ? then now() - ? * interval '1 day' end, ?::jsonb)
                """, id, integration, kind, state, age, over, age, certificate);
        execute("insert into bactrian.run_streams (run_id, stream) values (?, 'issues')", id);
        execute("insert into bactrian.run_steps (run_id, at, step) values (?, now(), 'started')", id);
        execute("insert into bactrian.gaps values (?, 'issues', 'timeout', 1, 'late')", id);
        return id;
    }

    private void inconsistency(UUID run, String resolved, String superseded) {
        execute("""
                insert into bactrian.inconsistencies
                    (run_id, integration_id, stream, external_id, pointer, kind, noted_at, resolved_at, superseded_at)
                values (?, ?, 'issues', '1', '', 'missing', now(), now() - ?::interval, now() - ?::interval)
                """, run, integration, resolved, superseded);
    }

    private double pruned(String table) {
        return meters.counter("bactrian_pruned_rows", "table", table).count();
    }

    @Test
    void anOldRunGoesWithEverythingItHolds() {
        run("sync", "finished", 11, "{}");
        UUID recent = run("sync", "finished", 9, "{}");

        retention().pruneRuns();

        assertThat(texts("select id from bactrian.runs")).containsExactly(recent.toString());
        for (String table : List.of("run_streams", "run_steps", "gaps")) {
            assertThat(database.count("bactrian." + table)).as(table).isEqualTo(1);
        }
        assertThat(pruned("runs")).isEqualTo(1);
    }

    @Test
    void theLastRunOfAKindAndTheLastThatProvedSomethingStay() {
        run("sync", "finished", 15, "{}");
        UUID proved = run("sync", "finished", 14, "{}");
        run("sync", "finished", 13, null);
        UUID last = run("sync", "cancelled", 12, null);
        UUID validation = run("validation", "finished", 20, "{}");

        retention().pruneRuns();

        assertThat(texts("select id from bactrian.runs"))
                .containsExactlyInAnyOrder(proved.toString(), last.toString(), validation.toString());
    }

    @Test
    void aRunThatIsNotOverStaysHoweverOldItIs() {
        run("sync", "running", 100, null);
        run("validation", "waiting", 100, null);
        run("repair", "queued", 100, null);
        run("sync", "finished", 1, "{}");
        run("validation", "finished", 1, "{}");
        run("repair", "finished", 1, "{}");

        retention().pruneRuns();

        assertThat(database.count("bactrian.runs")).isEqualTo(6);
    }

    @Test
    void aRunThatFoundWhatStillDiffersStays() {
        UUID differs = run("validation", "finished", 30, "{}");
        inconsistency(differs, null, null);
        inconsistency(run("validation", "finished", 29, "{}"), "1 day", null);
        UUID last = run("validation", "finished", 1, "{}");

        retention().pruneRuns();

        assertThat(texts("select id from bactrian.runs"))
                .containsExactlyInAnyOrder(differs.toString(), last.toString());
    }

    @Test
    void inconsistenciesGoWhenTheyHaveBeenOverForLongEnough() {
        UUID run = run("validation", "finished", 30, "{}");
        inconsistency(run, null, null);
        inconsistency(run, "9 days", null);
        inconsistency(run, null, "9 days");
        inconsistency(run, "11 days", null);
        inconsistency(run, null, "11 days");

        retention().pruneInconsistencies();

        assertThat(database.count("bactrian.inconsistencies")).isEqualTo(3);
        assertThat(pruned("inconsistencies")).isEqualTo(2);
    }

    @Test
    void aFailureThatIsOpenStaysWhileAnIntegrationCanRecover() {
        failure("closed", true, integration, 11);
        failure("open", false, integration, 11);
        failure("nobody's", false, null, 11);
        failure("recent", true, integration, 9);

        retention().pruneFailures();

        assertThat(texts("select message from bactrian.failures")).containsExactlyInAnyOrder("open", "recent");
    }

    private void failure(String message, boolean recovered, UUID of, int age) {
        execute("""
                insert into bactrian.failures
                    (id, integration_id, tool, category, scope, status, message, operation, fingerprint, attempts,
                     recovery, reason, first_seen_at, last_seen_at, recovered_at)
                values (gen_random_uuid(), ?, 'jira', 'timeout', 'endpoint', 0, ?, 'GET', ?, 1, 'none', '', now(),
                    now() - ? * interval '1 day', case when ? then now() end)
                """, of, message, message, age, recovered);
    }

    @Test
    void oldEventsAndDaysOfUsageGo() {
        execute("delete from bactrian.events");
        for (int age : new int[] {9, 11, 12}) {
            execute("""
                    insert into bactrian.events (type, data, noted_at)
                    values ('run.finished', '{}', now() - ? * interval '1 day')
                    """, age);
            execute("""
                    insert into bactrian.usage (day, tool)
                    values ((now() at time zone 'UTC')::date - ?, 'jira')
                    """, age);
        }

        retention().pruneEvents();
        retention().pruneUsage();

        assertThat(database.count("bactrian.events")).isEqualTo(1);
        assertThat(database.count("bactrian.usage")).isEqualTo(1);
        assertThat(pruned("events")).isEqualTo(2);
        assertThat(pruned("usage")).isEqualTo(2);
    }

    @Test
    void noHealthCheckGoesThatIsNotSummedUpInEveryWay() {
        checks(30);
        execute("update bactrian.health_rollup_marks set until = now() - interval '20 days' where resolution = '1d'");
        execute("update bactrian.health_rollup_marks set until = now() where resolution <> '1d'");

        retention().pruneHealthChecks();
        assertThat(database.count("bactrian.health_checks")).isEqualTo(20);
        execute("update bactrian.health_rollup_marks set until = now()");
        retention().pruneHealthChecks();

        assertThat(database.count("bactrian.health_checks")).isEqualTo(10);
    }

    /** One of each age from half a day on. */
    private void checks(int count) {
        execute("""
                insert into bactrian.health_checks (integration_id, healthy, checked_at)
                select ?, true, now() - interval '12 hours' - age * interval '1 day' from generate_series(0, ?) age
                """, integration, count - 1);
    }

    @Test
    void eachWayOfSummingUpIsKeptAsLongAsItIsTold() {
        execute("""
                insert into bactrian.health_rollups (integration_id, resolution, from_at, checks, healthy, categories)
                select ?, resolution, now() - interval '12 hours' - age * interval '1 day', 1, 1, '{}'
                from generate_series(0, 39) age, unnest(array['5m', '1h', '1d']) resolution
                """, integration);

        retention().pruneHealthRollups();

        assertThat(texts("""
                select resolution || ' ' || count(*) from bactrian.health_rollups group by resolution order by 1
                """)).containsExactly("1d 30", "1h 20", "5m 10");
    }

    @Test
    void whatAnotherTransactionHoldsIsNotWaitedFor() {
        UUID held = run("sync", "finished", 20, "{}");
        run("sync", "finished", 19, "{}");
        UUID last = run("sync", "finished", 1, "{}");

        try (Handle other = database.jdbi().open()) {
            other.begin();
            other.execute("select from bactrian.runs where id = ? for update", held);
            retention().pruneRuns();
            other.rollback();
        }
        assertThat(texts("select id from bactrian.runs")).containsExactlyInAnyOrder(held.toString(), last.toString());
        retention().pruneRuns();

        assertThat(texts("select id from bactrian.runs")).containsExactly(last.toString());
    }

    @Test
    void twoWhoPruneSideBySideRemoveEachRowOnce() throws Exception {
        execute("update bactrian.health_rollup_marks set until = now()");
        execute("""
                insert into bactrian.health_checks (integration_id, healthy, checked_at)
                select ?, true, now() - interval '20 days' from generate_series(1, 7500)
                """, integration);
        execute("""
                insert into bactrian.events (type, data, noted_at)
                select 'old', '{}', now() - interval '20 days' from generate_series(1, 7500)
                """);
        execute("""
                insert into bactrian.runs (id, integration_id, kind, mode, state, streams, created_at, ended_at)
                select gen_random_uuid(), ?, 'sync', 'full', 'finished', '{}', now(),
                    now() - interval '20 days' - age * interval '1 second' from generate_series(1, 4001) age
                """, integration);

        ExecutorService two = Executors.newFixedThreadPool(2);
        List<Future<?>> both = List.of(two.submit(this::pruneAll), two.submit(this::pruneAll));
        for (Future<?> one : both) {
            one.get(120, TimeUnit.SECONDS);
        }
        two.shutdown();
        pruneAll();

        assertThat(database.count("bactrian.health_checks")).isZero();
        assertThat(database.count("bactrian.runs")).isEqualTo(1);
        assertThat(database.count("bactrian.events where type = 'old'")).isZero();
        assertThat(pruned("health_checks")).isEqualTo(7500);
        assertThat(pruned("events")).isEqualTo(7500);
        assertThat(pruned("runs")).isEqualTo(4000);
    }

    private void pruneAll() {
        Retention retention = retention();
        retention.pruneHealthChecks();
        retention.pruneEvents();
        retention.pruneRuns();
    }
}
