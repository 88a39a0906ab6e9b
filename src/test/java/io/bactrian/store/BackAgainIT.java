package io.bactrian.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.store.Merged.Counts;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A record that was absent and is told again: in whatever version it is there. */
class BackAgainIT {
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

    @ParameterizedTest(name = "version {0}")
    @ValueSource(longs = {4, 5, 6})
    void isHeldAsItIsTold(long version) {
        merge(statuses().add("1", "before", 5));
        lose();

        Counts counts = merge(statuses().add("1", "back", version)).of(Statuses.STREAM);

        assertThat(counts).isEqualTo(new Counts(0, 1, 0, 0));
        assertThat(held()).containsExactly("back present");
    }

    /** It was told late of no change. */
    @Test
    void inAnOlderVersionIsNoChangeThatCameLate() {
        merge(statuses().add("1", "before", 5));
        lose();

        Merged merged = merge(statuses().add("1", "back", 4));

        assertThat(merged.earliest()).isEmpty();
    }

    private void lose() {
        database.jdbi().useHandle(handle -> {
            for (String change : List.of("records set absence = 'gone',", "statuses set")) {
                handle.execute(
                        "update work." + change + " deleted_at = now() where integration_id = '" + integration + "'");
            }
        });
    }

    private List<String> held() {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("""
                        select name || ' ' || absence from work.records r
                        join work.statuses s using (integration_id, stream, external_id)
                        where integration_id = :integration and r.deleted_at is null and s.deleted_at is null
                        """)
                        .bind("integration", integration)
                        .mapTo(String.class)
                        .list());
    }

    private Merged merge(Statuses page) {
        return store.merge(lease, page.slabs(), (handle, merged) -> {});
    }

    private static Statuses statuses() {
        return new Statuses(database.database());
    }
}
