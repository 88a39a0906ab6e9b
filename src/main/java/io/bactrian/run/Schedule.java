package io.bactrian.run;

import io.bactrian.connection.frequency.SyncFrequency;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** Queues the syncs that are due by themselves; of processes that look at once, none queues what another has taken. */
public final class Schedule {
    private static final int MOST = 500;

    private final Jdbi jdbi;
    private final Clock clock;

    public Schedule(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /** Queues what is due and says when it will be due next; returns how many syncs that were. */
    public int queueDue() {
        Instant now = clock.instant();
        return jdbi.inTransaction(handle -> {
            List<Due> due = claim(handle, now);
            if (!due.isEmpty()) {
                queue(handle, due, now);
                plan(handle, due, now);
            }
            return due.size();
        });
    }

    private static List<Due> claim(Handle handle, Instant now) {
        return handle.registerRowMapper(ConstructorMapper.factory(Due.class))
                .createQuery("""
                        select id, sync_frequency_seconds, sync_cron from bactrian.integrations
                        where next_sync_at <= :now and status in ('connected', 'failing')
                        order by next_sync_at limit :most for no key update skip locked
                        """)
                .bind("now", now)
                .bind("most", MOST)
                .mapTo(Due.class)
                .list();
    }

    /** A sync that is still under way is not queued a second time. */
    private static void queue(Handle handle, List<Due> due, Instant now) {
        PreparedBatch batch = handle.prepareBatch("""
                insert into bactrian.runs (id, integration_id, kind, mode, state, streams, created_at)
                values (:run, :integration, 'sync', 'incremental', 'queued', '{}', :now)
                on conflict (integration_id, kind) where state in ('queued', 'running', 'waiting') do nothing
                """);
        due.forEach(one -> batch.bind("run", UUID.randomUUID())
                .bind("integration", one.id())
                .bind("now", now)
                .add());
        batch.execute();
    }

    private static void plan(Handle handle, List<Due> due, Instant now) {
        PreparedBatch batch =
                handle.prepareBatch("update bactrian.integrations set next_sync_at = :next where id = :integration");
        due.forEach(one -> batch.bind("integration", one.id())
                .bind("next", one.frequency().next(one.id(), now))
                .add());
        batch.execute();
    }

    /** An integration whose sync is due. */
    public record Due(
            UUID id, long syncFrequencySeconds, @Nullable String syncCron) {
        SyncFrequency frequency() {
            return SyncFrequency.of(syncFrequencySeconds, syncCron);
        }
    }
}
