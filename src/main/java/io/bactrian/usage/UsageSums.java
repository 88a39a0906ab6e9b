package io.bactrian.usage;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jdbi.v3.core.Jdbi;

/** Makes one row of what was used of one day, tool and integration, so that there are no more of them than that. */
public final class UsageSums {
    private static final int BATCH = 1000;
    /** Nothing is added to older days any more, but by who could not reach the database for so long. */
    private static final int DAYS = 3;

    private final Jdbi jdbi;
    private final Clock clock;

    public UsageSums(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /** Rows that somebody else makes one at the same time are left to him. */
    public void sumUp() {
        LocalDate since = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(DAYS);
        while (batch(since) == BATCH) {
            // The next batch is a transaction of its own.
        }
    }

    /** How many rows were made. */
    private int batch(LocalDate since) {
        return jdbi.inTransaction(handle -> handle.createUpdate("""
                        with several as (
                            select day, tool, integration_id from bactrian.usage where day >= :since
                            group by day, tool, integration_id having count(*) > 1 limit :batch),
                        taken as (
                            delete from bactrian.usage where ctid = any(array(
                                select u.ctid from bactrian.usage u join several s on s.day = u.day and s.tool = u.tool
                                    and s.integration_id is not distinct from u.integration_id
                                for update of u skip locked))
                            returning *)
                        insert into bactrian.usage (day, tool, integration_id, requests, records, bytes, runs, errors)
                        select day, tool, integration_id, sum(requests), sum(records), sum(bytes), sum(runs), sum(errors)
                        from taken group by day, tool, integration_id
                        """)
                .bind("since", since)
                .bind("batch", BATCH)
                .execute());
    }
}
