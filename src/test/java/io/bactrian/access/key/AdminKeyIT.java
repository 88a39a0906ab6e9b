package io.bactrian.access.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bactrian.access.Role;
import io.bactrian.store.FreshDatabase;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** API keys as they are stored, and the administrator's among them. */
class AdminKeyIT {
    private static final String CHOSEN = "a-chosen-key-of-24-letters";
    private final FreshDatabase database = FreshDatabase.create();
    private final ApiKeys keys = new ApiKeys(database.jdbi());
    private final AdminKey admin = new AdminKey(keys);

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void theFirstStartMakesAnAdministrator() {
        String made = admin.ensure("").orElseThrow();

        assertThat(keys.find(made)).isNotNull().extracting(Key::role).isEqualTo(Role.ADMIN);
    }

    @Test
    void theSecondStartMakesNone() {
        admin.ensure("");

        Optional<String> made = admin.ensure("");

        assertThat(made).isEmpty();
    }

    @Test
    void anExpiredAdministratorIsReplaced() {
        keys.create("gone", Role.ADMIN, Instant.now().minusSeconds(1));

        assertThat(admin.ensure("")).isPresent();
    }

    @Test
    void anotherChosenKeyReplacesTheFirst() {
        admin.ensure(CHOSEN);

        admin.ensure(CHOSEN + "-2");

        assertThat(keys.find(CHOSEN)).isNull();
        assertThat(keys.find(CHOSEN + "-2")).isNotNull();
    }

    @Test
    void aChosenKeyStaysTheSameAtTheNextStart() {
        admin.ensure(CHOSEN);
        Key before = keys.find(CHOSEN);

        admin.ensure(CHOSEN);

        assertThat(keys.find(CHOSEN)).isNotNull().isEqualTo(before);
    }

    @Test
    void aChosenKeyThatIsNoLongerConfiguredIsWithdrawn() {
        admin.ensure(CHOSEN);

        Optional<String> made = admin.ensure("");

        assertThat(keys.find(CHOSEN)).isNull();
        assertThat(made).isPresent();
    }

    @Test
    void aShortOrOddKeyIsRefusedWithoutBeingQuoted() {
        for (String refused : List.of("canary", "canary with spaces in it 1234", "canary".repeat(40))) {
            assertThatThrownBy(() -> admin.ensure(refused))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("security.admin-key")
                    .hasMessageNotContaining("canary");
        }
    }

    @Test
    void aKeyIsKnownWithItsRoleAndItsEnd() {
        Instant end = Instant.parse("2030-01-01T00:00:00Z");
        String made = keys.create("reports", Role.VIEWER, end);

        Key found = keys.find(made);

        assertThat(found).isNotNull();
        assertThat(List.of(found.name(), found.role(), found.expired(end.minusMillis(1)), found.expired(end)))
                .containsExactly("reports", Role.VIEWER, false, true);
    }

    @Test
    void anUnknownOrShortKeyIsNotFound() {
        String made = keys.create("reports", Role.VIEWER, null);

        assertThat(keys.find(made + "x")).isNull();
        assertThat(keys.find(made.substring(0, 10))).isNull();
    }

    @Test
    void theKeyItselfIsNowhereInTheTable() {
        String made = keys.create("reports", Role.VIEWER, null);

        String stored = database.jdbi()
                .withHandle(handle -> handle.createQuery("select string_agg(k::text, ' ') from bactrian.api_keys k")
                        .mapTo(String.class)
                        .one());

        assertThat(stored).contains("reports").doesNotContain(made.substring(8));
    }

    @Test
    void itsUseIsNoted() {
        String made = keys.create("reports", Role.VIEWER, null);

        keys.find(made);

        assertThat(database.count("bactrian.api_keys where last_used_at is not null"))
                .isEqualTo(1);
    }
}
