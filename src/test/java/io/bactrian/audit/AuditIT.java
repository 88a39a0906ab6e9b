package io.bactrian.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.bactrian.access.Caller;
import io.bactrian.access.Role;
import io.bactrian.store.FreshDatabase;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The audit log: added to and never changed, and whoever changes it all the same is found out. */
class AuditIT {
    private static final AuditFilter ALL = new AuditFilter(null, null, null, null, null, null);

    private final FreshDatabase database = FreshDatabase.create();
    private final Jdbi owner = database.database().owner();
    private final AuditTrail trail = new AuditTrail(database.jdbi());

    @AfterEach
    void close() {
        database.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update bactrian.audit_entries set caller = 'x'",
                "delete from bactrian.audit_entries",
                "truncate bactrian.audit_entries",
                "update bactrian.audit_links set hash = ''",
                "delete from bactrian.audit_links",
                "truncate bactrian.audit_links"
            })
    void neitherTheApplicationNorTheOwnerChangesIt(String change) {
        add("P1");

        for (Jdbi role : List.of(database.jdbi(), owner)) {
            assertThatThrownBy(() -> role.useHandle(handle -> handle.execute(change)))
                    .hasMessageMatching("(?s).*(permission denied|can only be added to).*");
        }
        assertThat(trail.verify().intact()).isTrue();
    }

    @Test
    void theApplicationCannotWriteLinksOfItsOwn() {
        assertThatThrownBy(() -> database.jdbi()
                        .useHandle(handle -> handle.execute("insert into bactrian.audit_links values (1, 1, '')")))
                .hasMessageContaining("permission denied");
    }

    @Test
    void aWholeLogIsIntact() {
        add("P1");
        add("P2");

        AuditChain chain = trail.verify();

        assertThat(chain).isEqualTo(new AuditChain(true, 2, 2, chain.hash(), null));
        assertThat(chain.hash()).hasSize(64);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update bactrian.audit_entries set caller = 'x' where id = 2",
                "update bactrian.audit_entries set noted_at = noted_at + interval '1 microsecond' where id = 2",
                "delete from bactrian.audit_entries where id = 2",
                "delete from bactrian.audit_links where position = 2",
                "update bactrian.audit_links set hash = sha256('x') where position = 2",
                "update bactrian.audit_links set entry_id = 99 where position = 2"
            })
    void aChangeByWhoSwitchesTheGuardOffIsFound(String change) {
        IntStream.range(0, 4).forEach(number -> add("P1"));

        unguarded(change);

        AuditChain chain = trail.verify();
        assertThat(chain.intact()).isFalse();
        assertThat(chain.brokenAt()).isNotNull().isBetween(0L, 3L);
    }

    private void unguarded(String change) {
        owner.useTransaction(handle -> {
            handle.execute("alter table bactrian.audit_entries disable trigger audit_entries_final");
            handle.execute("alter table bactrian.audit_links disable trigger audit_links_final");
            handle.execute(change);
        });
    }

    @Test
    void entriesOfManyAtOnceMakeOneChain() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(4);
        List<Callable<Object>> writers = IntStream.range(0, 4)
                .mapToObj(number ->
                        Executors.callable(() -> IntStream.range(0, 50).forEach(entry -> add("P" + number))))
                .toList();

        List<Future<Object>> written = pool.invokeAll(writers);
        pool.shutdown();

        assertThat(written).allSatisfy(Future::get);
        assertThat(trail.verify())
                .extracting(AuditChain::intact, AuditChain::position)
                .containsExactly(true, 200L);
    }

    @Test
    void anEntryOfAnOpenTransactionKeepsNobodyWaiting() {
        owner.useTransaction(open -> {
            AuditLog.done(Caller.SYSTEM, "first", "1", null).write(open);

            add("P1");

            assertThat(trail.verify().position()).isEqualTo(1);
        });
        assertThat(trail.verify())
                .extracting(AuditChain::intact, AuditChain::position)
                .containsExactly(true, 2L);
    }

    @Test
    void aChangeWhoseEntryCannotBeWrittenIsNotMade() {
        owner.useHandle(handle -> handle.execute("revoke insert on bactrian.audit_entries from public, bactrian"));

        assertThatThrownBy(() -> database.jdbi().useTransaction(handle -> {
                    handle.execute("insert into bactrian.key_checks values (1, '')");
                    AuditLog.done(Caller.SYSTEM, "change", "1", null).write(handle);
                }))
                .hasMessageContaining("permission denied");
        assertThat(database.count("bactrian.key_checks")).isZero();
    }

    @Test
    void aChangeWhoseEntryCannotBeChainedIsNotMade() {
        owner.useHandle(handle ->
                handle.execute("alter table bactrian.audit_links add constraint full_check check (position < 1)"));

        assertThatThrownBy(() -> database.jdbi().useTransaction(handle -> {
                    handle.execute("insert into bactrian.key_checks values (1, '')");
                    AuditLog.done(Caller.SYSTEM, "change", "1", null).write(handle);
                }))
                .hasStackTraceContaining("full_check");
        assertThat(database.count("bactrian.key_checks")).isZero();
    }

    @Test
    void eachSeesWhatIsHis() {
        add("P1");
        add("P2");
        add(null);

        assertThat(seenBy(Role.ADMIN, null)).containsExactly(null, "P2", "P1");
        assertThat(seenBy(Role.ENGINEER, null)).containsExactly("P2", "P1");
        assertThat(seenBy(Role.ADMIN, Set.of("P1"))).containsExactly("P1");
        assertThat(seenBy(Role.VIEWER, Set.of("P3"))).isEmpty();
    }

    @Test
    void everyoneSeesWhatHisOwnKeyDid() {
        Caller bound = caller(Role.VIEWER, Set.of("P3"));
        new AuditLog(database.jdbi()).refused(bound, "cancelRun", "1", "permission");
        add("P1");

        List<AuditEntry> seen = trail.list(bound, ALL, 10, null);

        assertThat(seen)
                .extracting(AuditEntry::action, AuditEntry::result)
                .containsExactly(tuple("cancelRun", "permission"));
    }

    @Test
    void theListGoesOnWhereItStopped() {
        IntStream.range(0, 5).forEach(number -> add("P" + number));
        List<AuditEntry> first = trail.list(Caller.SYSTEM, ALL, 2, null);

        List<AuditEntry> second = trail.list(Caller.SYSTEM, ALL, 2, first.get(1).id());

        assertThat(second).extracting(AuditEntry::projectId).containsExactly("P2", "P1");
    }

    @Test
    void theListIsFiltered() {
        add("P1");
        AuditEntry entry = trail.list(Caller.SYSTEM, ALL, 1, null).get(0);

        assertThat(found(new AuditFilter(entry.at(), entry.at().plusSeconds(1), "change", "1", "bactrian", "done")))
                .isEqualTo(1);
        assertThat(found(new AuditFilter(entry.at().plusSeconds(1), null, null, null, null, null)))
                .isZero();
        assertThat(found(new AuditFilter(null, entry.at(), null, null, null, null)))
                .isZero();
        assertThat(found(new AuditFilter(null, null, "other", null, null, null)))
                .isZero();
        assertThat(found(new AuditFilter(null, null, null, "2", null, null))).isZero();
        assertThat(found(new AuditFilter(null, null, null, null, "ada", null))).isZero();
        assertThat(found(new AuditFilter(null, null, null, null, null, "permission")))
                .isZero();
    }

    private int found(AuditFilter filter) {
        return trail.list(Caller.SYSTEM, filter, 10, null).size();
    }

    private List<String> seenBy(Role role, Set<String> projects) {
        return trail.list(caller(role, projects), ALL, 10, null).stream()
                .map(AuditEntry::projectId)
                .toList();
    }

    private static Caller caller(Role role, Set<String> projects) {
        return new Caller(UUID.randomUUID(), "somebody", role, projects, "", "");
    }

    private void add(String project) {
        database.jdbi()
                .useTransaction(handle ->
                        AuditLog.done(Caller.SYSTEM, "change", "1", project).write(handle));
    }
}
