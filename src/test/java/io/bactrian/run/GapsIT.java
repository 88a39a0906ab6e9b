package io.bactrian.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.consistency.Gap;
import io.bactrian.store.Alongside;
import io.bactrian.store.FreshDatabase;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Runs are requested once at a time, and what they did not look at is added up. */
class GapsIT {
    private static FreshDatabase database;

    private final Gaps gaps = new Gaps(database.jdbi());
    private final RunRepository runs = new RunRepository(database.jdbi());
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
    void theSameGapTwiceIsAddedUp() {
        UUID run = requested();
        gaps.add(run, "issues", new Gap("timeout", 2, "slow"));

        gaps.add(run, "issues", new Gap("timeout", 3, "slow"));

        assertThat(gaps.of(run))
                .containsOnlyKeys("issues")
                .containsEntry("issues", List.of(new Gap("timeout", 5, "slow")));
    }

    @Test
    void gapsOfAnotherReasonStandApart() {
        UUID run = requested();
        gaps.add(run, "issues", new Gap("timeout", 2, "slow"));

        gaps.add(run, "issues", new Gap("timeout", 1, "silent"));

        assertThat(gaps.of(run).get("issues")).hasSize(2);
    }

    @Test
    void aSecondRequestJoinsTheRunThatIsUnderWay() {
        UUID first = requested();

        UUID second = runs.request(Wanted.sync(integration, SyncMode.FULL, List.of()), Alongside.NOTHING);

        assertThat(second).isEqualTo(first);
    }

    private UUID requested() {
        return runs.request(Wanted.sync(integration, SyncMode.INCREMENTAL, List.of()), Alongside.NOTHING);
    }
}
