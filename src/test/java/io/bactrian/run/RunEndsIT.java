package io.bactrian.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.connection.ConnectionRegistry;
import io.bactrian.credential.Credentials;
import io.bactrian.credential.MasterKey;
import io.bactrian.credential.MasterKeySettings;
import io.bactrian.credential.Vault;
import io.bactrian.outbound.Guard;
import io.bactrian.store.Alongside;
import io.bactrian.store.FreshDatabase;
import io.bactrian.store.Leases;
import io.bactrian.tool.Tools;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A run ends once, by whoever holds its lease, and hears of a cancel wherever it was asked for. */
class RunEndsIT {
    private static final String KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    private static final Duration LEASE = Duration.ofMinutes(5);

    private static FreshDatabase database;

    private final RunRepository repository = new RunRepository(database.jdbi());
    private final Leases leases = new Leases(database.jdbi());
    private final UUID integration = database.integration();
    private final UUID run =
            repository.request(Wanted.sync(integration, SyncMode.INCREMENTAL, List.of()), Alongside.NOTHING);

    @BeforeAll
    static void open() {
        database = FreshDatabase.create();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void aRunThatIsPutOffAfterAnotherProcessCancelledItIsCancelled() {
        repository.started(run);
        repository.cancel(run, Alongside.NOTHING);

        postpone(Instant.now().plus(LEASE));

        assertThat(stored().state()).isEqualTo("cancelled");
        assertThat(stored().endedAt()).isNotNull();
        assertThat(stored().dueAt()).isNull();
    }

    @Test
    void aRunThatHasEndedIsNotPutOff() {
        repository.started(run);
        end(RunOutcome.IN_SYNC);

        postpone(null);

        assertThat(stored().state()).isEqualTo("finished");
    }

    @Test
    void aRunThatHasEndedDoesNotEndAgain() {
        repository.started(run);
        end(RunOutcome.IN_SYNC);
        Instant before = stored().endedAt();

        boolean again = end(RunOutcome.FAILED);

        assertThat(again).isFalse();
        assertThat(stored().outcome()).isEqualTo("in_sync");
        assertThat(stored().endedAt()).isEqualTo(before);
    }

    @Test
    void aRunThatAnotherHoldsIsNotEndedBecauseItCannotBeginHere() {
        leases.take(integration, "other", LEASE);

        Run begun = runs().begin(run.toString());

        assertThat(begun).isNull();
        assertThat(stored().state()).isEqualTo("queued");
    }

    @Test
    void aRunWhoseToolIsNotLoadedFailsAndGivesTheLeaseBack() {
        Run begun = runs().begin(run.toString());

        assertThat(begun).isNull();
        assertThat(stored().outcome()).isEqualTo("failed");
        assertThat(leases.take(integration, "other", LEASE)).isPresent();
    }

    @Test
    void aRunThatWaitsIsNotTakenUpEarly() {
        repository.started(run);
        postpone(Instant.now().plus(LEASE));

        boolean started = repository.started(run);

        assertThat(started).isFalse();
        assertThat(stored().state()).isEqualTo("waiting");
    }

    private Runs runs() {
        Credentials credentials = new Credentials(
                database.jdbi(), new Vault(MasterKey.load(new MasterKeySettings(KEY, "", Path.of("unused")))));
        Clock clock = Clock.systemUTC();
        ConnectionRegistry connections = new ConnectionRegistry(
                database.jdbi(), credentials, new Tools(), new Guard(List.of()), new SimpleMeterRegistry(), clock);
        return new Runs(database.jdbi(), leases, connections, new RunSettings("here", LEASE, LEASE, LEASE), clock);
    }

    private void postpone(@Nullable Instant dueAt) {
        database.jdbi().useTransaction(handle -> repository.postpone(handle, run, RunState.WAITING, dueAt, null));
    }

    private boolean end(RunOutcome outcome) {
        return database.jdbi()
                .inTransaction(handle -> repository.ended(handle, run, RunState.FINISHED, outcome, null, null));
    }

    private RunRepository.Stored stored() {
        return repository.find(run).orElseThrow();
    }
}
