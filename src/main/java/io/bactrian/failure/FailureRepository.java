package io.bactrian.failure;

import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Failures as they are stored: one row from the first time until it went well again. */
final class FailureRepository {
    private final Jdbi jdbi;

    FailureRepository(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** How often the same has failed since it last went well. */
    int open(@Nullable UUID integrationId, String fingerprint) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select count from bactrian.failures
                        where coalesce(integration_id, '00000000-0000-0000-0000-000000000000')
                                = coalesce(:integration::uuid, '00000000-0000-0000-0000-000000000000')
                            and fingerprint = :fingerprint and recovered_at is null
                        """)
                .bind("integration", integrationId)
                .bind("fingerprint", fingerprint)
                .mapTo(Integer.class)
                .findOne()
                .orElse(0));
    }

    /** An integration that was never stored, since it could not be connected, is none. */
    void record(Handle handle, Failure failure, Recovery recovery, boolean recovered) {
        handle.createUpdate("""
                        insert into bactrian.failures as f
                            (id, integration_id, run_id, tool, category, scope, status, message, operation, stream,
                             fingerprint, attempts, recovery, reason, due_at, needs_person, first_seen_at, last_seen_at,
                             recovered_at)
                        values (:id, (select id from bactrian.integrations where id = :integration), :run, :tool,
                             :category, :scope, :status, :message, :operation, :stream, :fingerprint, :attempts,
                             :recovery, :reason, :dueAt, :needsPerson, now(), now(), case when :recovered then now() end)
                        on conflict (coalesce(integration_id, '00000000-0000-0000-0000-000000000000'), fingerprint)
                            where recovered_at is null
                        do update set run_id = excluded.run_id, message = excluded.message, stream = excluded.stream,
                            attempts = excluded.attempts, count = f.count + 1, recovery = excluded.recovery,
                            reason = excluded.reason, due_at = excluded.due_at, needs_person = excluded.needs_person,
                            last_seen_at = now(), recovered_at = excluded.recovered_at
                        """)
                .bind("id", UUID.randomUUID())
                .bind("integration", failure.integrationId())
                .bind("run", failure.runId())
                .bind("tool", failure.tool())
                .bind("category", failure.category().word())
                .bind("scope", failure.cause().scope().word())
                .bind("status", failure.cause().status())
                .bind("message", failure.message())
                .bind("operation", failure.operation())
                .bind("stream", failure.stream())
                .bind("fingerprint", failure.fingerprint())
                .bind("attempts", failure.attempts())
                .bind("recovery", recovery.action())
                .bind("reason", recovery.reason())
                .bind("dueAt", recovery.dueAt())
                .bind("needsPerson", recovery.needsPerson())
                .bind("recovered", recovered)
                .execute();
    }
}
