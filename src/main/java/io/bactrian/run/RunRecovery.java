package io.bactrian.run;

import io.bactrian.failure.Failure;
import io.bactrian.failure.Recovery;
import io.bactrian.run.Run.Yield;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.apache.camel.ExchangeProperty;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** What can be done about a failure in its run; each tells whether it was done. */
public final class RunRecovery {
    private final Jdbi jdbi;
    private final Runs runs;
    private final Clock clock;

    public RunRecovery(Jdbi jdbi, Runs runs, Clock clock) {
        this.jdbi = jdbi;
        this.runs = runs;
        this.clock = clock;
    }

    /** Lets the run end at its next page and go on when the wait is over; one that nobody works on is put off. */
    public boolean await(
            @ExchangeProperty("failure") Failure failure,
            @ExchangeProperty("recovery") Recovery recovery,
            @ExchangeProperty("run") @Nullable Run run) {
        return goOn(failure, run, due(recovery));
    }

    /** Lets the run go on at once, from what is stored. */
    public boolean goOnNow(@ExchangeProperty("failure") Failure failure, @ExchangeProperty("run") @Nullable Run run) {
        return goOn(failure, run, clock.instant());
    }

    private boolean goOn(Failure failure, @Nullable Run run, Instant dueAt) {
        Run active = run != null ? run : runs.active(failure.integrationId());
        if (active != null) {
            active.yield(new Yield.Waiting(dueAt, failure.cause()));
            return true;
        }
        return putOff(failure.integrationId(), dueAt);
    }

    private boolean putOff(@Nullable UUID integrationId, Instant dueAt) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                        update bactrian.runs set state = 'waiting', due_at = :dueAt
                        where integration_id = :integration and state in ('queued', 'waiting')
                        """)
                        .bind("integration", integrationId)
                        .bind("dueAt", dueAt)
                        .execute())
                > 0;
    }

    /** Has what failed read again by a run of its own, whenever the next regular one is due. */
    public boolean retry(
            @ExchangeProperty("failure") Failure failure, @ExchangeProperty("recovery") Recovery recovery) {
        if (failure.runId() == null && !failure.reported()) {
            // What asked will ask again by itself: a health check, a person who connects.
            return false;
        }
        return jdbi.withHandle(handle -> handle.createUpdate("""
                        update bactrian.integrations set retry_at = least(coalesce(retry_at, :dueAt), :dueAt)
                        where id = :integration
                        """)
                        .bind("integration", failure.integrationId())
                        .bind("dueAt", due(recovery))
                        .execute())
                > 0;
    }

    /** Queues the runs whose time has come; of a connection that is left alone it has not. */
    public void queueDue() {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        with due as (
                            update bactrian.integrations set retry_at = null
                            where id in (
                                select id from bactrian.integrations i
                                where retry_at <= now() and status in ('connected', 'failing')
                                    and not exists (
                                        select from bactrian.runs r
                                        where r.integration_id = i.id and r.kind = 'sync' and r.ended_at is null)
                                order by retry_at limit 100 for no key update skip locked)
                            returning id)
                        insert into bactrian.runs (id, integration_id, kind, mode, state, streams, created_at)
                        select gen_random_uuid(), id, 'sync', 'incremental', 'queued', '{}', now() from due
                        on conflict (integration_id, kind) where state in ('queued', 'running', 'waiting') do nothing
                        """).execute());
    }

    private static Instant due(Recovery recovery) {
        Instant due = recovery.dueAt();
        if (due == null) {
            throw new IllegalStateException(recovery.action() + " says not when");
        }
        return due;
    }
}
