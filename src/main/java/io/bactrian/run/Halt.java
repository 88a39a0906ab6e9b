package io.bactrian.run;

import io.bactrian.store.Leases;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** Ends the runs of an integration, wherever they are. */
public final class Halt {
    /** As long as a call may take to come back; whoever still runs then finds his lease gone. */
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final RunRepository repository;
    private final Runs runs;
    private final Leases leases;
    private final RunSettings settings;
    private final Clock clock;

    public Halt(Jdbi jdbi, Runs runs, Leases leases, RunSettings settings, Clock clock) {
        this.repository = new RunRepository(jdbi);
        this.runs = runs;
        this.leases = leases;
        this.settings = settings;
        this.clock = clock;
    }

    /** Asks all its runs to end at their next page; those that have not begun are over. */
    public void cancel(UUID integrationId) {
        repository.cancelAll(integrationId);
        runs.follow(integrationId);
    }

    /** Waits until nobody writes its rows any more, and sees to it that nobody will. */
    public void await(UUID integrationId) {
        Instant until = clock.instant().plus(LONGEST);
        while (leases.take(integrationId, settings.holder(), settings.leaseTime())
                .isEmpty()) {
            if (!runs.awaitSomeEnd() || clock.instant().isAfter(until)) {
                leases.seize(integrationId, settings.holder(), settings.leaseTime());
                return;
            }
        }
    }
}
