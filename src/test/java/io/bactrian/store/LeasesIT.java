package io.bactrian.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who may write an integration's rows when several would. */
class LeasesIT {
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Duration OVER = Duration.ZERO;
    private static FreshDatabase database;

    private final Leases leases = new Leases(database.jdbi());
    private final UUID integration = database.integration();

    @BeforeAll
    static void open() {
        database = FreshDatabase.create();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void aHeldLeaseIsNotTakenByAnother() {
        take("first", LONG);

        Optional<Lease> second = leases.take(integration, "second", LONG);

        assertThat(second).isEmpty();
    }

    @Test
    void anExpiredLeaseIsTakenUnderTheNextEpoch() {
        Lease first = take("first", OVER);

        Lease second = take("second", LONG);

        assertThat(second.epoch()).isEqualTo(first.epoch() + 1);
    }

    @Test
    void aReleasedLeaseIsFreeAtOnce() {
        leases.release(take("first", LONG));

        assertThat(leases.take(integration, "second", LONG)).isPresent();
    }

    @Test
    void aRenewedLeaseIsHeldForLonger() {
        Lease lease = take("first", OVER);

        boolean renewed = leases.renew(lease, LONG);

        assertThat(renewed).isTrue();
        assertThat(leases.take(integration, "second", LONG)).isEmpty();
    }

    @Test
    void aLostLeaseIsNeitherRenewedNorReleased() {
        Lease lost = take("first", OVER);
        take("second", LONG);

        boolean renewed = leases.renew(lost, LONG);
        leases.release(lost);

        assertThat(renewed).isFalse();
        assertThat(leases.take(integration, "third", LONG)).isEmpty();
    }

    @Test
    void theHolderOfTheHighestEpochMayCommit() {
        Lease held = take("first", LONG);

        assertThatCode(() -> database.jdbi().useTransaction(handle -> leases.check(handle, held)))
                .doesNotThrowAnyException();
    }

    @Test
    void theHolderOfALowerEpochMayNotCommit() {
        Lease lost = take("first", OVER);
        take("second", LONG);

        assertThatThrownBy(() -> database.jdbi().useTransaction(handle -> leases.check(handle, lost)))
                .isInstanceOf(LeaseLost.class);
    }

    @Test
    void noOneTakesTheLeaseBetweenTheCheckAndTheCommit() {
        Lease first = take("first", OVER);

        try (Handle writer = database.jdbi().open();
                Handle other = database.jdbi().open()) {
            writer.begin();
            leases.check(writer, first);
            other.execute("set lock_timeout = '200ms'");

            assertThatThrownBy(() -> other.execute(
                            "update bactrian.leases set epoch = epoch + 1 where integration_id = ?", integration))
                    .hasMessageContaining("lock timeout");

            other.execute("reset lock_timeout");
            writer.commit();
        }
    }

    private Lease take(String holder, Duration time) {
        return leases.take(integration, holder, time).orElseThrow();
    }
}
