package io.bactrian.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Of several versions of a record the newest says whether it is set aside, in whichever order they are read. */
class QuarantineIT {
    private static FreshDatabase database;

    private final Leases leases = new Leases(database.jdbi());
    private final RecordStore store = new RecordStore(database.jdbi(), leases);
    private final UUID integration = database.integration();
    private final Lease lease =
            leases.take(integration, "test", Duration.ofMinutes(5)).orElseThrow();

    @BeforeAll
    static void open() {
        database = FreshDatabase.create();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void anOlderVersionLeavesANewerOneSetAside() {
        merge(statuses().addBad("1", 5));

        merge(statuses().add("1", "older", 4));

        assertThat(setAside()).isEqualTo(1);
    }

    @Test
    void theSameVersionIsSetAsideNoMoreWhenItCanBeStored() {
        merge(statuses().addBad("1", 5));

        merge(statuses().add("1", "open", 5));

        assertThat(setAside()).isZero();
    }

    @Test
    void anOlderVersionIsNotSetAsideBesideTheOneThatIsHeld() {
        merge(statuses().add("1", "newer", 5));

        setAside("1", 4);

        assertThat(setAside()).isZero();
    }

    @Test
    void anOlderVersionIsNotSetAsideInPlaceOfANewerOne() {
        setAside("1", 5);

        setAside("1", 4);
        merge(statuses().add("1", "older", 4));

        assertThat(setAside()).isEqualTo(1);
    }

    @Test
    void oneOfAVersionThatTheDatabaseCannotHoldIsSetAsideAsIfItHadNone() {
        merge(statuses().add("1", "open", -9_000_000_000_000L));

        assertThat(setAside()).isEqualTo(1);
    }

    private void setAside(String id, long version) {
        Unstorable bad = new Unstorable(
                Statuses.STREAM, id, null, Row.instant(version * 1_000_000), new byte[] {'{', '}'}, "bad on purpose");
        database.jdbi().useHandle(handle -> Quarantine.add(handle, integration, bad));
    }

    private long setAside() {
        return database.count("bactrian.quarantined_records where integration_id = '" + integration + "'");
    }

    private void merge(Statuses page) {
        store.merge(lease, page.slabs(), (handle, merged) -> {});
    }

    private static Statuses statuses() {
        return new Statuses(database.database());
    }
}
