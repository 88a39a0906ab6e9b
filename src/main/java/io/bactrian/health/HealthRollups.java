package io.bactrian.health;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Sums up health checks, each span of time once, together with the mark that says so. */
public final class HealthRollups {
    /** Checks are stored a moment after the instant they carry. */
    private static final Duration SETTLED = Duration.ofMinutes(1);

    private final Jdbi jdbi;
    private final Clock clock;

    public HealthRollups(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /** Sums up whatever is over. */
    public void rollUp() {
        for (Resolution resolution : Resolution.values()) {
            advance(resolution);
        }
    }

    void advance(Resolution resolution) {
        jdbi.useTransaction(handle -> {
            Instant from = mark(handle, resolution);
            Instant to = begin(handle, resolution, clock.instant().minus(SETTLED));
            if (to.isAfter(from)) {
                sumUp(handle, resolution, from, to);
                move(handle, resolution, to);
            }
        });
    }

    /** Held until the end, so that of several processes one sums up. */
    private static Instant mark(Handle handle, Resolution resolution) {
        return handle.createQuery(
                        "select until from bactrian.health_rollup_marks where resolution = :resolution for update")
                .bind("resolution", resolution.word())
                .mapTo(Instant.class)
                .one();
    }

    private static Instant begin(Handle handle, Resolution resolution, Instant at) {
        return handle.createQuery("select date_bin(:width, :at, '2000-01-01T00:00:00Z'::timestamptz)")
                .bind("width", resolution.width())
                .bind("at", at)
                .mapTo(Instant.class)
                .one();
    }

    private static void sumUp(Handle handle, Resolution resolution, Instant from, Instant to) {
        handle.createUpdate("""
                        with checks as (
                            select integration_id, healthy, latency_ms, category,
                                   date_bin(:width, checked_at, '2000-01-01T00:00:00Z'::timestamptz) as from_at
                            from bactrian.health_checks
                            where checked_at >= :from and checked_at < :to),
                        failed as (
                            select integration_id, from_at, jsonb_object_agg(category, checks) as categories
                            from (
                                select integration_id, from_at, category, count(*) as checks from checks
                                where category is not null group by integration_id, from_at, category) as counted
                            group by integration_id, from_at)
                        insert into bactrian.health_rollups
                            (integration_id, resolution, from_at, checks, healthy, minimum_ms, average_ms, maximum_ms,
                             p95_ms, categories)
                        select integration_id, :resolution, from_at, count(*), count(*) filter (where healthy),
                               min(latency_ms), avg(latency_ms), max(latency_ms),
                               percentile_disc(0.95) within group (order by latency_ms),
                               coalesce((select categories from failed f
                                   where f.integration_id = c.integration_id and f.from_at = c.from_at), '{}')
                        from checks c group by integration_id, from_at
                        """)
                .bind("width", resolution.width())
                .bind("resolution", resolution.word())
                .bind("from", from)
                .bind("to", to)
                .execute();
    }

    private static void move(Handle handle, Resolution resolution, Instant until) {
        handle.createUpdate("update bactrian.health_rollup_marks set until = :until where resolution = :resolution")
                .bind("until", until)
                .bind("resolution", resolution.word())
                .execute();
    }
}
