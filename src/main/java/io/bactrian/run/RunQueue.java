package io.bactrian.run;

import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Which run is to be begun next: those that persons asked for first, then the oldest. The queue is the table of runs itself. */
public final class RunQueue {
    private final Jdbi jdbi;
    private volatile boolean stopped;

    public RunQueue(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Id of a run for the asking worker alone; null when there is none to begin. */
    public @Nullable String next() {
        return next(false);
    }

    /** The same for a worker that is kept free for what persons ask for. */
    public @Nullable String nextRequested() {
        return next(true);
    }

    /** A worker that dies before the run has its lease loses it to the next one soon. */
    private @Nullable String next(boolean requestedOnly) {
        if (stopped) {
            return null;
        }
        return jdbi.withHandle(handle -> handle.createQuery("""
                                update bactrian.runs set reserved_until = now() + interval '10 seconds'
                                where id = (
                                    select r.id from bactrian.runs r
                                    join bactrian.integrations i on i.id = r.integration_id
                                    left join bactrian.leases l
                                        on l.integration_id = r.integration_id and l.expires_at > now()
                                    where r.state in ('queued', 'running', 'waiting')
                                        and (r.state <> 'waiting' or r.due_at is null or r.due_at <= now())
                                        and (r.requested or not :requestedOnly)
                                        and i.status not in ('paused', 'disconnected')
                                        and l.integration_id is null
                                        and not exists (
                                            select from bactrian.confirmations c
                                            where c.run_id = r.id and c.accepted is null)
                                        and (r.reserved_until is null or r.reserved_until <= now())
                                    order by r.requested desc, r.created_at limit 1 for update of r skip locked)
                                returning id
                                """)
                        .bind("requestedOnly", requestedOnly)
                        .mapTo(UUID.class)
                        .findOne())
                .map(UUID::toString)
                .orElse(null);
    }

    /** Lets no more runs begin here. */
    public void stop() {
        stopped = true;
    }
}
