package io.bactrian.access.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bactrian.access.Caller;
import io.bactrian.access.Role;
import io.bactrian.store.Alongside;
import io.bactrian.store.FreshDatabase;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Keys as administrators make and withdraw them. */
class KeyRegisterIT {
    private final FreshDatabase database = FreshDatabase.create();
    private final ApiKeys keys = new ApiKeys(database.jdbi());
    private final KeyRegister register = new KeyRegister(database.jdbi());

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aKeyIsGoodFromTheNextRequestOnAndNotAfterItsWithdrawal() {
        keys.create("first", Role.ADMIN, null);
        var made = make(Caller.SYSTEM, new NewKey("reports", Role.VIEWER, Set.of("P1"), null));

        Key found = keys.find(made.key());
        boolean withdrawn = register.withdraw(Caller.SYSTEM, made.issued().id(), Alongside.NOTHING);

        assertThat(found).isNotNull().extracting(Key::projects).isEqualTo(Set.of("P1"));
        assertThat(withdrawn).isTrue();
        assertThat(keys.find(made.key())).isNull();
    }

    @Test
    void aKeyIsListedByItsPrefixAndNeverShownAgain() {
        var made = make(Caller.SYSTEM, new NewKey("reports", Role.VIEWER, null, null));

        List<IssuedKey> listed = register.list(Caller.SYSTEM, 10, null);

        assertThat(listed).containsExactly(made.issued());
        assertThat(made.key()).startsWith(listed.get(0).prefix());
        assertThat(made).asString().doesNotContain(made.key());
    }

    @Test
    void theLastAdministratorsKeyStays() {
        UUID last = make(Caller.SYSTEM, new NewKey("last", Role.ADMIN, null, null))
                .issued()
                .id();
        make(Caller.SYSTEM, new NewKey("bound", Role.ADMIN, Set.of("P1"), null));
        make(Caller.SYSTEM, new NewKey("passing", Role.ADMIN, null, Instant.parse("2099-01-01T00:00:00Z")));

        assertThatThrownBy(() -> register.withdraw(Caller.SYSTEM, last, Alongside.NOTHING))
                .isInstanceOf(LastAdministrator.class);
        assertThat(register.list(Caller.SYSTEM, 10, null)).hasSize(3);
    }

    @Test
    void ofTwoAdministratorsWhoWithdrawEachOtherOneStays() throws Exception {
        UUID one = make(Caller.SYSTEM, new NewKey("one", Role.ADMIN, null, null))
                .issued()
                .id();
        UUID other = make(Caller.SYSTEM, new NewKey("other", Role.ADMIN, null, null))
                .issued()
                .id();
        CyclicBarrier start = new CyclicBarrier(2);
        ExecutorService pool = Executors.newFixedThreadPool(2);

        List<Future<Boolean>> outcomes = pool.invokeAll(List.of(withdrawal(start, one), withdrawal(start, other)));
        pool.shutdown();

        assertThat(outcomes).extracting(Future::get).containsExactlyInAnyOrder(true, false);
        assertThat(register.list(Caller.SYSTEM, 10, null)).hasSize(1);
    }

    private Callable<Boolean> withdrawal(CyclicBarrier start, UUID id) {
        return () -> {
            start.await();
            try {
                return register.withdraw(Caller.SYSTEM, id, Alongside.NOTHING);
            } catch (LastAdministrator last) {
                return false;
            }
        };
    }

    @Test
    void nobodyMakesAKeyThatAllowsMoreThanHisOwn() {
        Caller bound = caller(Role.ENGINEER, Set.of("P1"));

        for (NewKey more : List.of(
                new NewKey("role", Role.ADMIN, Set.of("P1"), null),
                new NewKey("all projects", Role.VIEWER, null, null),
                new NewKey("another project", Role.VIEWER, Set.of("P1", "P2"), null))) {
            assertThatThrownBy(() -> make(bound, more)).as(more.name()).isInstanceOf(BeyondOwnRights.class);
        }
        assertThat(make(bound, new NewKey("same", Role.ENGINEER, Set.of("P1"), null))
                        .key())
                .isNotEmpty();
    }

    @Test
    void keysBeyondACallersProjectsDoNotExistForHim() {
        keys.create("first", Role.ADMIN, null);
        IssuedKey foreign = make(Caller.SYSTEM, new NewKey("foreign", Role.VIEWER, Set.of("P1", "P2"), null))
                .issued();
        IssuedKey own = make(Caller.SYSTEM, new NewKey("own", Role.VIEWER, Set.of("P1"), null))
                .issued();
        Caller bound = caller(Role.ADMIN, Set.of("P1"));

        List<IssuedKey> listed = register.list(bound, 10, null);
        boolean withdrawn = register.withdraw(bound, foreign.id(), Alongside.NOTHING);

        assertThat(listed).containsExactly(own);
        assertThat(withdrawn).isFalse();
    }

    @Test
    void aKeyThatCannotBeNotedIsNotMade() {
        assertThatThrownBy(
                        () -> register.make(Caller.SYSTEM, new NewKey("x", Role.VIEWER, null, null), id -> handle -> {
                            throw new IllegalStateException("no audit");
                        }))
                .hasMessage("no audit");
        assertThat(register.list(Caller.SYSTEM, 10, null)).isEmpty();
    }

    private KeyRegister.MadeKey make(Caller caller, NewKey wanted) {
        return register.make(caller, wanted, id -> Alongside.NOTHING);
    }

    private static Caller caller(Role role, Set<String> projects) {
        return new Caller(UUID.randomUUID(), "somebody", role, projects, "", "");
    }
}
