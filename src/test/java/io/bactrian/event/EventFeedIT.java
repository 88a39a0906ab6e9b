package io.bactrian.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import io.bactrian.store.FreshDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Events reach each reader once and in order, however the transactions that wrote them overlapped. */
class EventFeedIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final EventPosition BEGIN = new EventPosition(0, 0);

    private final FreshDatabase database = FreshDatabase.create();
    private final EventLog log = new EventLog(database.jdbi());
    private final EventFeed feed =
            new EventFeed(log, new EventSettings(Duration.ofMillis(10), Duration.ofSeconds(1), 3));

    @AfterEach
    void close() {
        feed.close();
        database.close();
    }

    @Test
    void anEventIsReadOnlyWhenNoOlderTransactionCanAddOneBeforeIt() {
        try (Handle older = database.database().owner().open()) {
            older.begin();
            Events.add(older, "older.event", null, Map.of());
            add("newer.event");

            List<Event> meanwhile = log.after(BEGIN, 10);
            older.commit();

            assertThat(meanwhile).isEmpty();
            assertThat(log.after(BEGIN, 10)).extracting(Event::type).containsExactly("older.event", "newer.event");
        }
    }

    @Test
    void whatIsRolledBackNeverHappened() {
        try (Handle broken = database.database().owner().open()) {
            broken.begin();
            Events.add(broken, "broken.event", null, Map.of());
            broken.rollback();
        }
        add("good.event");

        assertThat(log.after(BEGIN, 10)).extracting(Event::type).containsExactly("good.event");
    }

    @Test
    void aReaderThatComesAgainGoesOnBehindWhatItRead() {
        IntStream.range(0, 1200).forEach(number -> add("event.n" + number));
        Reader first = new Reader();
        feed.add(first, BEGIN);
        await().atMost(LIMIT).until(() -> first.told.size() == 1200);

        Reader second = new Reader();
        feed.add(second, first.told.get(599).position());

        await().atMost(LIMIT).until(() -> second.told.size() == 600);
        assertThat(second.told).isEqualTo(first.told.subList(600, 1200));
        assertThat(first.told).extracting(Event::position).doesNotHaveDuplicates();
    }

    @Test
    void whoBeginsNowIsToldOnlyWhatComes() {
        add("before.event");
        Reader reader = new Reader();
        feed.add(reader, log.now());

        add("after.event");

        await().atMost(LIMIT).untilAsserted(() -> assertThat(reader.types()).containsExactly("after.event"));
    }

    @Test
    void aReaderThatTakesNothingKeepsNobodyWaitingAndLosesNothing() {
        Reader slow = new Reader();
        slow.ready = false;
        Reader quick = new Reader();
        feed.add(slow, BEGIN);
        feed.add(quick, BEGIN);

        add("some.event");
        await().atMost(LIMIT).until(() -> quick.told.size() == 1);
        assertThat(slow.told).isEmpty();
        slow.ready = true;

        await().atMost(LIMIT).untilAsserted(() -> assertThat(slow.told).isEqualTo(quick.told));
    }

    @Test
    void thereAreNoMoreReadersThanAllowed() {
        List<Reader> readers = List.of(new Reader(), new Reader(), new Reader());
        readers.forEach(reader -> feed.add(reader, BEGIN));

        boolean fourth = feed.add(new Reader(), BEGIN);
        readers.get(0).over = true;

        assertThat(fourth).isFalse();
        await().atMost(LIMIT).until(() -> feed.add(new Reader(), BEGIN));
    }

    @Test
    void aRunTheHealthOfItsIntegrationAndItsFailuresAreTold() {
        UUID integration = database.integration();
        String run = "update bactrian.runs set state = ";
        database.jdbi().useHandle(handle -> {
            handle.execute("""
                    insert into bactrian.runs (id, integration_id, kind, mode, state, streams, created_at)
                    values (gen_random_uuid(), ?, 'sync', 'full', 'queued', '{}', now())""", integration);
            handle.execute(run + "'running'");
            handle.execute(run + "'running'");
            handle.execute(run + "'finished', outcome = 'in_sync'");
            handle.execute("update bactrian.integrations set health = 'healthy'");
            handle.execute("""
                    insert into bactrian.failures (id, integration_id, tool, category, status, message, operation, attempts,
                        scope, fingerprint, recovery, reason, needs_person, first_seen_at, last_seen_at)
                    values (gen_random_uuid(), ?, 'jira', 'timeout', 0, 'slow', 'read', 1, 'endpoint', 'f', 'retry', '', false,
                        now(), now())""", integration);
            handle.execute("update bactrian.failures set count = 2");
            handle.execute("update bactrian.failures set recovered_at = now()");
        });

        List<Event> told = log.after(BEGIN, 10);

        assertThat(told)
                .extracting(Event::type)
                .containsExactly(
                        "run.queued",
                        "run.started",
                        "run.finished",
                        "health.changed",
                        "failure.opened",
                        "failure.closed");
        assertThat(told).extracting(Event::integrationId).containsOnly(integration);
        assertThat(told.get(2).data()).contains("in_sync");
    }

    @Test
    void onlyWhatWasGivenOutIsAPosition() {
        assertThat(EventPosition.read("12-3")).contains(new EventPosition(12, 3));
        assertThat(List.of("", "12", "12-", "-3", "a-b", "1-2-3", "1-9999999999999999999", " 1-2"))
                .allSatisfy(text -> assertThat(EventPosition.read(text)).isEmpty());
    }

    @Test
    void settingsThatMakeNoSenseAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EventSettings(Duration.ofSeconds(2), Duration.ofSeconds(1), 1))
                .withMessageContaining("events.heartbeat");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EventSettings(Duration.ofSeconds(1), Duration.ofSeconds(1), 0))
                .withMessageContaining("events.most-streams");
    }

    private void add(String type) {
        database.jdbi().useHandle(handle -> Events.add(handle, type, null, Map.of()));
    }

    /** Remembers what it was told. */
    private static final class Reader implements EventReader {
        private final List<Event> told = new CopyOnWriteArrayList<>();
        private volatile boolean ready = true;
        private volatile boolean over;

        List<String> types() {
            return told.stream().map(Event::type).toList();
        }

        @Override
        public boolean isReady() {
            return ready && !over;
        }

        @Override
        public void tell(Event event) {
            told.add(event);
        }

        @Override
        public boolean isOver() {
            return over;
        }

        @Override
        public void look() {}
    }
}
