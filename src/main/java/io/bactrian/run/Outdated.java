package io.bactrian.run;

import io.bactrian.store.Leases;
import io.bactrian.tool.StreamDeclaration;
import io.bactrian.tool.Tool;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;

/** What a run has read or proved of its streams that says nothing of what it is to read now. */
final class Outdated {
    private final Jdbi jdbi;
    private final Leases leases;

    Outdated(Jdbi jdbi, Leases leases) {
        this.jdbi = jdbi;
        this.leases = leases;
    }

    /** A stream that was read to its end or proved, and what was wanted of it then; null where that was not noted. */
    public record Done(String stream, @Nullable String scope) {}

    /**
     * Has the run read and prove again what it did within another scope, or before it rested for long; the gaps of that go with it.
     * What was repaired is repaired.
     *
     * @param dueAt until when it had to wait; null where it had not
     */
    void reopen(Run run, @Nullable Instant dueAt) {
        if (run.kind() != RunKind.REPAIR) {
            jdbi.useTransaction(handle -> {
                boolean hasRested = hasRested(handle, run, dueAt);
                if (hasRested) {
                    disown(handle, run);
                }
                reopen(handle, run, hasRested);
                leases.check(handle, run.lease());
            });
        }
    }

    /**
     * A day is as long as a listing proves anything; to wait as the tool asks is no rest, or a small quota would never do. A person's
     * answer is no sign of life: it comes when the rest is over.
     */
    private static boolean hasRested(Handle handle, Run run, @Nullable Instant dueAt) {
        return handle.createQuery("""
                        select coalesce(greatest(max(at), :dueAt::timestamptz, (
                            select max(updated_at) from bactrian.walks
                            where integration_id = :integration and run_id = :run)) < now() - interval '1 day', false)
                        from bactrian.run_steps where run_id = :run and step not in ('accepted', 'refused')
                        """)
                .bind("dueAt", dueAt)
                .bind("integration", run.integrationId())
                .bind("run", run.id())
                .mapTo(Boolean.class)
                .one();
    }

    /** What is left of its readings is as good to it as that of another run. */
    private static void disown(Handle handle, Run run) {
        for (String sql : List.of(
                "update bactrian.walks set run_id = null where integration_id = :integration and run_id = :run",
                "delete from bactrian.read_lists where integration_id = :integration and run_id = :run")) {
            handle.createUpdate(sql)
                    .bind("integration", run.integrationId())
                    .bind("run", run.id())
                    .execute();
        }
    }

    private static void reopen(Handle handle, Run run, boolean hasRested) {
        Tool tool = run.destination().tool();
        List<String> streams = done(handle, run.id()).stream()
                .filter(done -> hasRested || !isWantedAlike(run, done))
                .flatMap(
                        done -> tool
                                .find(tool.listOf(done.stream()))
                                .map(StreamDeclaration::names)
                                .orElse(Set.of(done.stream()))
                                .stream())
                .distinct()
                .toList();
        if (!streams.isEmpty()) {
            forget(handle, run, streams);
        }
    }

    private static boolean isWantedAlike(Run run, Done done) {
        return run.destination().tool().find(done.stream()).isPresent()
                && run.wanted(done.stream()).equals(done.scope());
    }

    private static List<Done> done(Handle handle, UUID runId) {
        return handle.registerRowMapper(ConstructorMapper.factory(Done.class))
                .createQuery("""
                        select stream, scope from bactrian.run_streams
                        where run_id = :run and (finished or facts is not null)
                        """)
                .bind("run", runId)
                .mapTo(Done.class)
                .list();
    }

    private static void forget(Handle handle, Run run, List<String> streams) {
        handle.createUpdate("""
                        update bactrian.run_streams set finished = false, facts = null
                        where run_id = :run and stream = any(:streams)
                        """)
                .bind("run", run.id())
                .bindArray("streams", String.class, streams)
                .execute();
        handle.createUpdate("delete from bactrian.gaps where run_id = :run and stream = any(:streams)")
                .bind("run", run.id())
                .bindArray("streams", String.class, streams)
                .execute();
        // What was refused, and is no gap any more, is asked for again.
        handle.createUpdate("""
                        update bactrian.child_counts set refused_in = null
                        where integration_id = :integration and stream = any(:streams) and not complete
                            and refused_in = :run
                        """)
                .bind("integration", run.integrationId())
                .bind("run", run.id())
                .bindArray("streams", String.class, streams)
                .execute();
    }
}
