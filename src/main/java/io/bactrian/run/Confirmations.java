package io.bactrian.run;

import io.bactrian.store.Alongside;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** What runs ask a person before they mark many records absent, and what the person answers. */
public final class Confirmations {
    private final Jdbi jdbi;

    public Confirmations(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Asks; what was answered about fewer records counts no more. */
    public static void ask(Handle handle, UUID runId, String stream, List<Vanished> doubtful) {
        for (Vanished vanished : doubtful) {
            handle.createUpdate("""
                            insert into bactrian.confirmations (run_id, stream, partition, vanished, held, asked_at)
                            values (:run, :stream, :partition, :vanished, :held, now())
                            on conflict (run_id, stream, partition) do update
                            set vanished = excluded.vanished, held = excluded.held, asked_at = excluded.asked_at,
                                accepted = null, answered_at = null
                            """)
                    .bind("run", runId)
                    .bind("stream", stream)
                    .bindMethods(vanished)
                    .execute();
        }
    }

    /** Whether the run has asked anything about a stream, answered or not. */
    public boolean isAsked(UUID runId, String stream) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select exists (select from bactrian.confirmations where run_id = :run and stream = :stream)")
                .bind("run", runId)
                .bind("stream", stream)
                .mapTo(Boolean.class)
                .one());
    }

    /** Answers all that a waiting run asks; false when it asks nothing. */
    boolean answer(UUID runId, boolean accepted, Alongside alongside) {
        return jdbi.inTransaction(handle -> {
            boolean answered = handle.createUpdate("""
                            update bactrian.confirmations c set accepted = :accepted, answered_at = now()
                            from bactrian.runs r
                            where r.id = :run and r.state = 'waiting' and c.run_id = r.id and c.accepted is null
                            """)
                            .bind("run", runId)
                            .bind("accepted", accepted)
                            .execute()
                    > 0;
            if (answered) {
                alongside.write(handle);
            }
            return answered;
        });
    }
}
