package io.bactrian.sync.census;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.consistency.CensusFacts;
import io.bactrian.outbound.Destination;
import io.bactrian.outbound.Signature;
import io.bactrian.run.Run;
import io.bactrian.store.FreshDatabase;
import io.bactrian.tool.Tool;
import io.bactrian.tool.declaration.Declarations;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an earlier census found holds while no run has changed anything since. */
class CensusTimesIT {
    private static final String STREAM = "issues";
    private static final int RUNS = 2000;

    private FreshDatabase fresh;
    private Run run;

    @BeforeEach
    void create() throws Exception {
        fresh = FreshDatabase.create();
        Tool jira = new Declarations().read(Path.of("routes/jira"));
        Destination destination = new Destination(
                fresh.integration(),
                jira,
                URI.create("https://fake.example"),
                Map.of(),
                Map.of(),
                new Signature.Header("Authorization", "x"),
                Duration.ofSeconds(1),
                0);
        run = Run.unstored(destination, UUID.randomUUID());
        fresh.jdbi()
                .useHandle(handle ->
                        new CensusTimes(fresh.jdbi()).taken(handle, run, STREAM, "", CensusFacts.presence(5, 5, 0, 0)));
    }

    @AfterEach
    void drop() {
        fresh.close();
    }

    @Test
    void toAskIsToReadWhatRunsSinceThenDidHoweverManyThereWereBefore() {
        runs("finished", "- interval '1 day'", RUNS, null);
        fresh.jdbi().useHandle(handle -> {
            handle.execute("analyze bactrian.runs");
            handle.execute("analyze bactrian.run_streams");
        });

        long read = fresh.read(
                handle -> assertThat(found(Jdbi.create(handle.getConnection()))).isPresent());

        assertThat(read).isLessThan(50);
    }

    @Test
    void aRunThatEndedSinceThenHasChangedSomething() {
        runs("finished", "+ interval '1 minute'", 1, null);

        assertThat(found(fresh.jdbi())).isEmpty();
    }

    @Test
    void aRunUnderWayHasChangedSomething() {
        runs("running", "+ interval '1 minute'", 1, null);

        assertThat(found(fresh.jdbi())).isEmpty();
    }

    @Test
    void whatARunChangedBeforeItTookTheCensusIsInIt() {
        runs("finished", "+ interval '1 minute'", 1, "- interval '1 minute'");

        assertThat(found(fresh.jdbi())).isPresent();
    }

    private Optional<CensusFacts> found(Jdbi jdbi) {
        return new CensusTimes(jdbi).unchangedSince(run, STREAM, "");
    }

    /** Runs that changed a record of the stream, begun so long before now or behind it. */
    private void runs(String state, String begun, int many, @Nullable String changed) {
        fresh.jdbi().useHandle(handle -> {
            handle.createUpdate("""
                            insert into bactrian.runs
                                (id, integration_id, kind, mode, state, streams, created_at, ended_at)
                            select gen_random_uuid(), :integration, 'sync', 'incremental', :state, '{}', now() <begun>,
                                case when :state = 'finished' then now() <begun> + interval '10 seconds' end
                            from generate_series(1, :many)
                            """)
                    .define("begun", begun)
                    .bind("integration", run.integrationId())
                    .bind("state", state)
                    .bind("many", many)
                    .execute();
            handle.createUpdate("""
                            insert into bactrian.run_streams (run_id, stream, updated, changed_at)
                            select id, :stream, 1, <changed> from bactrian.runs
                            """)
                    .define("changed", changed == null ? "null" : "now() " + changed)
                    .bind("stream", STREAM)
                    .execute();
        });
    }
}
