package io.bactrian.run;

import io.bactrian.consistency.Gap;
import io.bactrian.store.Merged;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Counts of a run by stream, written in the transaction that stores what is counted. */
public final class Progress {
    private Progress() {}

    /** Adds what one transaction fetched and did to a stream. */
    public static void add(
            Handle handle, UUID runId, String stream, long fetched, Merged.Counts counts, long requests, long bytes) {
        handle.createUpdate("""
                        insert into bactrian.run_streams as s
                            (run_id, stream, fetched, created, updated, unchanged, quarantined, absent, requests, bytes,
                             changed_at)
                        values (:run, :stream, :fetched, :created, :updated, :unchanged, :quarantined, :absent, :requests,
                                :bytes, case when :changed then now() end)
                        on conflict (run_id, stream) do update
                        set fetched = s.fetched + excluded.fetched, created = s.created + excluded.created,
                            updated = s.updated + excluded.updated, unchanged = s.unchanged + excluded.unchanged,
                            quarantined = s.quarantined + excluded.quarantined, absent = s.absent + excluded.absent,
                            requests = s.requests + excluded.requests, bytes = s.bytes + excluded.bytes,
                            changed_at = coalesce(excluded.changed_at, s.changed_at)
                        """)
                .bind("run", runId)
                .bind("stream", stream)
                .bind("fetched", fetched)
                .bind("created", counts.created())
                .bind("updated", counts.updated())
                .bind("unchanged", counts.unchanged())
                .bind("quarantined", counts.quarantined())
                .bind("absent", counts.absent())
                .bind("requests", requests)
                .bind("bytes", bytes)
                .bind("changed", counts.isAnyChange())
                .execute();
    }

    /** Adds records that were marked absent. */
    public static void absent(Handle handle, UUID runId, String stream, long count) {
        handle.createUpdate("""
                        insert into bactrian.run_streams as s (run_id, stream, absent, changed_at)
                        values (:run, :stream, :count, case when :count > 0 then now() end)
                        on conflict (run_id, stream) do update
                        set absent = s.absent + excluded.absent, changed_at = coalesce(excluded.changed_at, s.changed_at)
                        """)
                .bind("run", runId)
                .bind("stream", stream)
                .bind("count", count)
                .execute();
    }

    /** Names something that was not kept, in the transaction that keeps the rest. */
    public static void gap(Handle handle, UUID runId, String stream, Gap gap) {
        Gaps.add(handle, runId, stream, gap);
    }

    /** Whether a stream has been walked to its end in this run. */
    public static boolean isFinished(Handle handle, UUID runId, String stream) {
        return handle.createQuery("select finished from bactrian.run_streams where run_id = :run and stream = :stream")
                .bind("run", runId)
                .bind("stream", stream)
                .mapTo(Boolean.class)
                .findOne()
                .orElse(false);
    }

    /** Notes that a stream has been walked to its end. */
    public static void finish(Handle handle, Run run, String stream) {
        handle.createUpdate("""
                        insert into bactrian.run_streams (run_id, stream, finished, scope)
                        values (:run, :stream, true, :scope)
                        on conflict (run_id, stream) do update set finished = true, scope = excluded.scope
                        """)
                .bind("run", run.id())
                .bind("stream", stream)
                .bind("scope", run.wanted(stream))
                .execute();
    }
}
