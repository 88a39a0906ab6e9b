package io.bactrian.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.access.Caller;
import io.bactrian.store.Alongside;
import io.bactrian.store.FreshDatabase;
import io.bactrian.store.Leases;
import io.bactrian.store.ListPosition;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is queued by itself, and in what order workers get it. */
class RunQueueIT {
    private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");
    private static final String DUE = "2026-03-01T07:59:59Z";

    private FreshDatabase database;
    private RunQueue queue;
    private RunRepository runs;

    @BeforeEach
    void open() {
        database = FreshDatabase.create();
        queue = new RunQueue(database.jdbi());
        runs = new RunRepository(database.jdbi());
    }

    @AfterEach
    void close() {
        database.close();
    }

    private Schedule schedule(Instant now) {
        return new Schedule(database.jdbi(), Clock.fixed(now, ZoneOffset.UTC));
    }

    private UUID due(String status) {
        UUID id = database.integration();
        String before = status.equals("paused") ? "'connected'" : "null";
        database.jdbi()
                .useHandle(handle -> handle.execute(
                        "update bactrian.integrations set status = ?, paused_from = " + before
                                + ", sync_frequency_seconds = 900, next_sync_at = ?::timestamptz where id = ?",
                        status,
                        DUE,
                        id));
        return id;
    }

    private UUID requested(UUID integration) {
        return runs.request(Wanted.sync(integration, SyncMode.INCREMENTAL, List.of()), Alongside.NOTHING);
    }

    @Test
    void whatIsDueIsQueuedOnceAndDueAgainAfterItsTime() {
        UUID integration = due("connected");

        int first = schedule(NOW).queueDue();
        int again = schedule(NOW).queueDue();

        assertThat(List.of(first, again)).containsExactly(1, 0);
        assertThat(nextSync(integration)).isAfter(NOW).isBeforeOrEqualTo(NOW.plusSeconds(900));
        assertThat(database.count("bactrian.runs where not requested")).isOne();
    }

    @ParameterizedTest
    @ValueSource(strings = {"paused", "disconnected", "reauthorize", "connecting"})
    void whatIsNotConnectedIsNotQueuedByTheTimer(String status) {
        due(status);

        assertThat(schedule(NOW).queueDue()).isZero();
    }

    @Test
    void aSyncThatIsStillUnderWayIsNotQueuedAgain() {
        UUID run = requested(due("connected"));

        schedule(NOW).queueDue();

        assertThat(database.count("bactrian.runs")).isOne();
        assertThat(runs.find(run)).isPresent();
    }

    @Test
    void twoSchedulersOnOneDatabaseNeverQueueTheSameSyncTwice() throws Exception {
        List<UUID> due = Stream.generate(() -> due("connected")).limit(300).toList();
        ExecutorService processes = Executors.newFixedThreadPool(2);
        try {
            Callable<Integer> process = () -> schedule(NOW).queueDue();

            int queued = 0;
            for (Future<Integer> taken : processes.invokeAll(List.of(process, process, process, process))) {
                queued += taken.get();
            }

            assertThat(queued).isEqualTo(due.size());
            assertThat(database.count("bactrian.runs")).isEqualTo(due.size());
        } finally {
            processes.shutdownNow();
        }
    }

    @Test
    void whatAPersonAskedForGoesFirst() {
        due("connected");
        due("connected");
        schedule(NOW).queueDue();
        UUID asked = requested(database.integration());

        assertThat(queue.next()).isEqualTo(asked.toString());
    }

    @Test
    void aQueuedRunThatAPersonAsksForTooGoesFirst() {
        due("connected");
        UUID integration = due("connected");
        schedule(NOW).queueDue();
        UUID asked = requested(integration);

        assertThat(queue.next()).isEqualTo(asked.toString());
    }

    @Test
    void aWorkerForPersonsLeavesTheTimersRunsAlone() {
        due("connected");
        schedule(NOW).queueDue();

        assertThat(queue.nextRequested()).isNull();
        assertThat(queue.next()).isNotNull();
    }

    @Test
    void noTwoWorkersGetTheSameRun() throws Exception {
        Set<String> asked = new HashSet<>();
        Stream.generate(() -> requested(database.integration())).limit(100).forEach(run -> asked.add(run.toString()));
        ExecutorService workers = Executors.newFixedThreadPool(4);
        try {
            List<String> taken = new ArrayList<>();
            Callable<String> worker = queue::next;
            for (Future<String> run :
                    workers.invokeAll(Stream.generate(() -> worker).limit(100).toList())) {
                taken.add(run.get());
            }

            assertThat(taken).doesNotHaveDuplicates();
            assertThat(asked)
                    .containsAll(taken.stream().filter(run -> run != null).toList());
        } finally {
            workers.shutdownNow();
        }
    }

    @Test
    void aRunOfAPausedIntegrationWaitsForItsResumption() {
        UUID integration = due("paused");
        UUID run = requested(integration);
        String whilePaused = queue.next();

        database.jdbi()
                .useHandle(handle ->
                        handle.execute("update bactrian.integrations set status = 'connected', paused_from = null"));

        assertThat(whilePaused).isNull();
        assertThat(queue.next()).isEqualTo(run.toString());
    }

    @Test
    void aRunWhoseIntegrationIsHeldIsLeftAlone() {
        UUID integration = database.integration();
        requested(integration);
        new Leases(database.jdbi()).take(integration, "other", Duration.ofMinutes(5));

        assertThat(queue.next()).isNull();
    }

    @Test
    void aStoppedQueueHandsNothingOut() {
        requested(database.integration());

        queue.stop();

        assertThat(queue.next()).isNull();
    }

    @Test
    void aListOfRunsIsOneQuery() {
        UUID run = requested(database.integration());
        requested(database.integration());
        database.jdbi()
                .useHandle(handle -> handle.execute(
                        "insert into bactrian.run_streams (run_id, stream, fetched) values (?, 'issues', 7), (?, 'users', 1)",
                        run,
                        run));
        List<String> asked = new CopyOnWriteArrayList<>();
        database.jdbi().setSqlLogger(new SqlLogger() {
            @Override
            public void logAfterExecution(StatementContext context) {
                asked.add(context.getRenderedSql());
            }
        });

        List<RunSummary> listed = new RunReports(database.jdbi()).list(Caller.SYSTEM, null, null, null, 10, null);

        assertThat(asked).hasSize(1);
        assertThat(listed)
                .extracting(summary ->
                        summary.streams().stream().map(StreamReport::fetched).toList())
                .containsExactlyInAnyOrder(List.of(7L, 1L), List.of());
    }

    @Test
    void runsOfOneInstantAreAllListed() {
        Stream.generate(database::integration).limit(5).forEach(this::requested);
        database.jdbi()
                .useHandle(handle -> handle.execute("update bactrian.runs set created_at = '2026-03-01T08:00:00Z'"));
        RunRepository.Filter all = new RunRepository.Filter(null, null, null);
        List<UUID> listed = new ArrayList<>();

        ListPosition after = null;
        for (int page = 0; page < 3; page++) {
            List<RunRepository.Stored> part = runs.list(all, Caller.SYSTEM, 2, after);
            part.forEach(run -> listed.add(run.id()));
            after = ListPosition.read(new ListPosition(
                                    part.get(part.size() - 1).createdAt(),
                                    part.get(part.size() - 1).id())
                            .text())
                    .orElseThrow();
        }

        assertThat(listed).hasSize(5).doesNotHaveDuplicates();
    }

    private Instant nextSync(UUID integration) {
        return database.jdbi()
                .withHandle(
                        handle -> handle.createQuery("select next_sync_at from bactrian.integrations where id = :id")
                                .bind("id", integration)
                                .mapTo(Instant.class)
                                .one());
    }
}
