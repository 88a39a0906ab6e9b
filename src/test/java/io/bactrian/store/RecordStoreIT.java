package io.bactrian.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bactrian.store.Merged.Counts;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a merge stores, counts, refuses and sets aside. */
class RecordStoreIT {
    private static final Duration LONG = Duration.ofMinutes(5);
    private static FreshDatabase database;

    private final Leases leases = new Leases(database.jdbi());
    private final RecordStore store = new RecordStore(database.jdbi(), leases);
    private final UUID integration = database.integration();
    private final Lease lease = leases.take(integration, "test", LONG).orElseThrow();

    @BeforeAll
    static void open() {
        database = FreshDatabase.create();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void newRecordsAreCreatedInBothTables() {
        Counts counts = merge(statuses().add("1", "open", 1).add("2", "done", 1));

        assertThat(counts).isEqualTo(new Counts(2, 0, 0, 0));
        assertThat(names()).isEqualTo(Map.of("1", "open", "2", "done"));
        assertThat(records()).isEqualTo(2);
    }

    @Test
    void theSamePageTwiceChangesNothing() {
        merge(statuses().add("1", "open", 1).add("2", "done", 1));

        Counts counts = merge(statuses().add("1", "open", 1).add("2", "done", 1));

        assertThat(counts).isEqualTo(new Counts(0, 0, 2, 0));
    }

    @Test
    void createdUpdatedAndUnchangedAreCountedApart() {
        merge(statuses().add("1", "open", 1).add("2", "done", 1));

        Counts counts =
                merge(statuses().add("1", "closed", 2).add("2", "done", 1).add("3", "new", 1));

        assertThat(counts).isEqualTo(new Counts(1, 1, 1, 0));
        assertThat(names()).isEqualTo(Map.of("1", "closed", "2", "done", "3", "new"));
    }

    @Test
    void anOlderVersionNeverOverwritesANewerOne() {
        merge(statuses().add("1", "newer", 5));

        Counts counts = merge(statuses().add("1", "older", 4));

        assertThat(counts).isEqualTo(new Counts(0, 0, 1, 0));
        assertThat(names()).isEqualTo(Map.of("1", "newer"));
    }

    /** It is neither dropped nor does it hold the others up. */
    @Test
    void aRecordWithoutAVersionIsStoredAndUpdatedLikeAnyOther() {
        merge(statuses().addUnversioned("1", "open").add("2", "done", 1));

        Counts counts = merge(statuses().addUnversioned("1", "closed").add("2", "done", 1));

        assertThat(counts).isEqualTo(new Counts(0, 1, 1, 0));
        assertThat(names()).isEqualTo(Map.of("1", "closed", "2", "done"));
    }

    /** Equal data costs nothing: no row is written again, whatever else is committed. */
    @Test
    void anUnchangedRecordIsNotWrittenAgain() {
        merge(statuses().add("1", "open", 1));
        String before = versions();

        merge(statuses().add("1", "open", 1));

        assertThat(versions()).isEqualTo(before);
    }

    private String versions() {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("""
                        select string_agg(r.xmin::text || ' ' || s.xmin::text, ',' order by r.external_id)
                        from work.records r join work.statuses s using (integration_id, stream, external_id)
                        where r.integration_id = :integration""")
                        .bind("integration", integration)
                        .mapTo(String.class)
                        .one());
    }

    @Test
    void ofOneIdTwiceInAPageTheNewerVersionCounts() {
        merge(statuses().add("1", "newer", 5).add("1", "older", 4));

        assertThat(names()).isEqualTo(Map.of("1", "newer"));
    }

    @Test
    void aBadRowIsSetAsideAndAllOthersAreStored() {
        Statuses page = statuses();
        for (int i = 0; i < 50; i++) {
            page.add("good-" + i, "open", 1);
        }
        page.addBad("bad-1");
        for (int i = 50; i < 100; i++) {
            page.add("good-" + i, "open", 1);
        }

        Counts counts = merge(page.addBad("bad-2"));

        assertThat(counts).isEqualTo(new Counts(100, 0, 0, 2));
        assertThat(records()).isEqualTo(100);
        assertThat(names()).hasSize(100);
        assertThat(database.count("bactrian.quarantined_records where external_id like 'bad-_' and integration_id = '"
                        + integration + "'"))
                .isEqualTo(2);
    }

    @Test
    void aBadVersionOfAStoredRecordLeavesTheStoredOne() {
        merge(statuses().add("1", "open", 0).add("2", "open", 0));

        Counts counts = merge(statuses().addBad("1").add("2", "done", 1));

        assertThat(counts).isEqualTo(new Counts(0, 1, 0, 1));
        assertThat(names()).isEqualTo(Map.of("1", "open", "2", "done"));
    }

    @Test
    void whatChangedOrWasSetAsideBeforeIsToldApartFromWhatIsNew() {
        merge(statuses().addBad("1").add("2", "open", 0).add("3", "open", 0));

        Merged merged = store.merge(
                lease,
                statuses()
                        .add("1", "open", 1)
                        .add("2", "done", 1)
                        .add("3", "open", 0)
                        .add("4", "open", 0)
                        .slabs(),
                (handle, written) -> {});

        assertThat(merged.changed("statuses")).contains("1", "2");
        assertThat(merged.of("statuses")).isEqualTo(new Counts(2, 1, 1, 0));
    }

    @Test
    void whatIsHeldAndNothingElseIsNotToldAsChanged() {
        merge(statuses().add("1", "open", 0));

        Merged merged = store.merge(
                lease, statuses().add("1", "open", 0).add("2", "open", 0).slabs(), (handle, w) -> {});

        assertThat(merged.changed("statuses")).isEmpty();
    }

    @Test
    void whatIsWrittenAlongsideFallsWithTheRecords() {
        assertThatThrownBy(
                        () -> store.merge(lease, statuses().add("1", "open", 1).slabs(), (handle, merged) -> {
                            throw new IllegalStateException("broken on purpose");
                        }))
                .hasMessageContaining("on purpose");

        assertThat(records()).isZero();
    }

    @Test
    void aLostLeaseWritesNeitherRecordsNorPosition() {
        Lease lost = new Lease(integration, lease.epoch() - 1, "before");

        assertThatThrownBy(() -> store.merge(
                        lost,
                        statuses().add("1", "open", 1).addBad("2").slabs(),
                        (handle, m) -> handle.execute(
                                "update bactrian.integrations set name = 'moved' where id = ?", integration)))
                .isInstanceOf(LeaseLost.class);

        assertThat(records()).isZero();
        assertThat(database.count("bactrian.quarantined_records where integration_id = '" + integration + "'"))
                .isZero();
        assertThat(database.count("bactrian.integrations where name = 'moved'")).isZero();
    }

    @Test
    void whatIsTakenForNewAndIsHeldIsComparedAllTheSame() {
        merge(statuses().add("1", "open", 0).add("2", "open", 5));

        Counts counts =
                mergeAsNew(statuses().add("1", "done", 1).add("2", "open", 5).add("3", "new", 0));

        assertThat(counts).isEqualTo(new Counts(1, 1, 1, 0));
        assertThat(names()).isEqualTo(Map.of("1", "done", "2", "open", "3", "new"));
    }

    @Test
    void ofWhatIsTakenForNewTheBadRecordsAloneAreSetAside() {
        Counts counts = mergeAsNew(statuses().add("1", "open", 0).addBad("2").add("3", "open", 0));

        assertThat(counts).isEqualTo(new Counts(2, 0, 0, 1));
        assertThat(names()).containsOnlyKeys("1", "3");
    }

    @Test
    void aStreamIsUntouchedUntilItHasARecord() {
        List<String> streams = List.of(Statuses.STREAM, "others");
        assertThat(store.untouched(integration, streams)).containsExactlyInAnyOrderElementsOf(streams);

        merge(statuses().add("1", "open", 0));

        assertThat(store.untouched(integration, streams)).containsExactly("others");
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void randomPagesLeaveWhatAMapWouldHold(long seed) {
        Random random = new Random(seed);
        Map<String, Long> versions = new HashMap<>();
        Map<String, String> expected = new HashMap<>();

        for (int page = 0; page < 10; page++) {
            Statuses batch = statuses();
            int size = 1 + random.nextInt(30);
            for (int i = 0; i < size; i++) {
                String id = "id-" + random.nextInt(40);
                long version = random.nextInt(20);
                String name = "at-" + version;
                batch.add(id, name, version);
                if (version >= versions.getOrDefault(id, Long.MIN_VALUE)) {
                    versions.put(id, version);
                    expected.put(id, name);
                }
            }
            if (random.nextBoolean()) {
                merge(batch);
            } else {
                mergeAsNew(batch);
            }
        }

        assertThat(names()).isEqualTo(expected);
        assertThat(records()).isEqualTo(expected.size());
    }

    private Counts merge(Statuses page) {
        return store.merge(lease, page.slabs(), (handle, merged) -> {}).of(Statuses.STREAM);
    }

    private Counts mergeAsNew(Statuses page) {
        return store.merge(lease, "", page.slabs(), Set.of(Statuses.STREAM), (handle, merged) -> {})
                .of(Statuses.STREAM);
    }

    private Statuses statuses() {
        return new Statuses(database.database());
    }

    private Map<String, String> names() {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery(
                                "select external_id, name from work.statuses where integration_id = :integration")
                        .bind("integration", integration)
                        .reduceRows(new HashMap<String, String>(), (names, row) -> {
                            names.put(row.getColumn("external_id", String.class), row.getColumn("name", String.class));
                            return names;
                        }));
    }

    private long records() {
        return database.count("work.records where integration_id = '" + integration + "'");
    }
}
