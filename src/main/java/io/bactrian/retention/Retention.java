package io.bactrian.retention;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jdbi.v3.core.Jdbi;

/**
 * Removes what has been kept for long enough, in short transactions. What another transaction holds is left for the next time,
 * so that nobody waits, other processes that do the same least of all.
 */
public final class Retention {
    private static final int BATCH = 1000;
    /** So that one table does not keep the others from their turn; the rest waits for the next tick. */
    private static final int MOST_BATCHES = 100;

    private final Jdbi jdbi;
    private final RetentionSettings settings;
    private final MeterRegistry meters;
    private final Clock clock;

    public Retention(Jdbi jdbi, RetentionSettings settings, MeterRegistry meters, Clock clock) {
        this.jdbi = jdbi;
        this.settings = settings;
        this.meters = meters;
        this.clock = clock;
    }

    /** A run stays while it is the last word: none of its kind that proves as much came later, or it found what still differs. */
    public void pruneRuns() {
        prune("runs", settings.runs(), """
                delete from bactrian.runs where id = any(array(
                    select r.id from bactrian.runs r
                    where r.ended_at < :before
                        and exists (
                            select from bactrian.runs n
                            where n.integration_id = r.integration_id and n.kind = r.kind and n.ended_at > r.ended_at
                                and (n.certificate is not null or r.certificate is null))
                        and not exists (
                            select from bactrian.inconsistencies i
                            where i.run_id = r.id and i.resolved_at is null and i.superseded_at is null)
                    order by r.ended_at limit :batch for update of r skip locked))
                """);
    }

    /** What still fails stays; but nobody sees it go well again where there is no integration. */
    public void pruneFailures() {
        prune("failures", settings.failures(), """
                delete from bactrian.failures where id = any(array(
                    select id from bactrian.failures
                    where last_seen_at < :before and (recovered_at is not null or integration_id is null)
                    order by last_seen_at limit :batch for update skip locked))
                """);
    }

    /** The service may not change events, so that it cannot lock them either: who comes second leaves them to the first. */
    public void pruneEvents() {
        prune("events", settings.events(), """
                with turn as materialized (
                    select pg_try_advisory_xact_lock(hashtext('bactrian.events')) as mine)
                delete from bactrian.events where id = any(array(
                    select id from bactrian.events
                    where noted_at < :before and (select mine from turn) order by noted_at limit :batch))
                """);
    }

    /** What still differs stays. */
    public void pruneInconsistencies() {
        prune("inconsistencies", settings.inconsistencies(), """
                delete from bactrian.inconsistencies where id = any(array(
                    select id from bactrian.inconsistencies
                    where coalesce(resolved_at, superseded_at) < :before
                    order by coalesce(resolved_at, superseded_at) limit :batch for update skip locked))
                """);
    }

    /** None that has not been summed up in every way. */
    public void pruneHealthChecks() {
        prune("health_checks", settings.healthChecks(), """
                delete from bactrian.health_checks where id = any(array(
                    select id from bactrian.health_checks
                    where checked_at < least(:before, (select min(until) from bactrian.health_rollup_marks))
                    order by checked_at limit :batch for update skip locked))
                """);
    }

    public void pruneHealthRollups() {
        pruneRollups("5m", settings.fiveMinutes());
        pruneRollups("1h", settings.hours());
        pruneRollups("1d", settings.days());
    }

    private void pruneRollups(String resolution, Duration kept) {
        prune("health_rollups", kept, """
                delete from bactrian.health_rollups where ctid = any(array(
                    select ctid from bactrian.health_rollups
                    where resolution = '%s' and from_at < :before
                    order by from_at limit :batch for update skip locked))
                """.formatted(resolution));
    }

    public void pruneUsage() {
        prune("usage", settings.usage(), """
                delete from bactrian.usage where ctid = any(array(
                    select ctid from bactrian.usage where day < (:before::timestamptz at time zone 'UTC')::date
                    order by day limit :batch for update skip locked))
                """);
    }

    private void prune(String table, Duration kept, String batch) {
        Instant before = clock.instant().minus(kept);
        int pruned = BATCH;
        for (int done = 0; done < MOST_BATCHES && pruned == BATCH; done++) {
            pruned = jdbi.inTransaction(handle -> handle.createUpdate(batch)
                    .bind("before", before)
                    .bind("batch", BATCH)
                    .execute());
            meters.counter("bactrian_pruned_rows", "table", table).increment(pruned);
        }
    }
}
