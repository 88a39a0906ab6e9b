package io.bactrian.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The values of own fields, stored beside the records of a page. */
class FieldValuesIT {
    private static final String STREAM = "issues";
    private static final int HELD = 5000;
    private static final int PAGE = 100;

    private FreshDatabase fresh;
    private Lease lease;

    @BeforeEach
    void hold() {
        fresh = FreshDatabase.create();
        lease = new Lease(fresh.integration(), 1, "test");
        fresh.jdbi().useHandle(handle -> {
            handle.createUpdate("""
                            insert into work.records (integration_id, stream, external_id, raw, hash, synced_at)
                            select :integration, :stream, n::text, '{}', lpad(to_hex(n), 32, '0')::uuid, now()
                            from generate_series(1, :held) n
                            """)
                    .bind("integration", lease.integrationId())
                    .bind("stream", STREAM)
                    .bind("held", HELD)
                    .execute();
            handle.execute("""
                    insert into work.field_values
                        (integration_id, stream, external_id, item_id, field, type, value, synced_at)
                    select integration_id, stream, external_id || '/old', external_id, 'old', 'text', 'was', now()
                    from work.records
                    """);
        });
    }

    @AfterEach
    void drop() {
        fresh.close();
    }

    @Test
    void thoseOfAPageTakeThePlaceOfTheOldOnes() throws SQLException {
        fresh.jdbi().useTransaction(this::replace);

        assertThat(fresh.count("work.field_values where field = 'own'")).isEqualTo(PAGE);
        assertThat(fresh.count("work.field_values where field = 'old'")).isEqualTo(HELD - PAGE);
    }

    @Test
    void aRecordThatIsStoredInANewerVersionKeepsItsValues() throws SQLException {
        fresh.jdbi()
                .useHandle(handle ->
                        handle.execute("update work.records set hash = gen_random_uuid() where external_id = '7'"));

        fresh.jdbi().useTransaction(this::replace);

        assertThat(fresh.count("work.field_values where item_id = '7' and field = 'old'"))
                .isOne();
    }

    @Test
    void aPageReadsNoRecordsButItsOwnThoughNothingIsKnownOfTheIntegration() throws SQLException {
        long read = fresh.read(this::replace);

        assertThat(read).isLessThan(10 * PAGE);
    }

    private void replace(Handle handle) throws SQLException {
        FieldValues.replace(
                handle.getConnection(), lease, Candidates.of(List.of(page())).get(0));
    }

    private static Slab page() {
        List<Row> rows =
                IntStream.rangeClosed(1, PAGE).mapToObj(FieldValuesIT::row).toList();
        return new Slab(STREAM, null, new byte[0], new byte[0], rows);
    }

    private static Row row(int number) {
        UUID hash = new UUID(0, number);
        return new Row(
                Integer.toString(number),
                null,
                hash.getMostSignificantBits(),
                hash.getLeastSignificantBits(),
                Long.MIN_VALUE,
                0,
                0,
                0,
                0,
                List.of(new FieldValue("own", "text", "is")));
    }
}
