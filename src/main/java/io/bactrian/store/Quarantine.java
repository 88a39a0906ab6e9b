package io.bactrian.store;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Records that cannot be stored as they are, kept with the reason until a later version can. */
public final class Quarantine {
    private Quarantine() {}

    /** Sets a record aside, unless a newer version of it is held, or was set aside. Whether it is. */
    public static boolean add(Handle handle, UUID integrationId, Unstorable record) {
        return handle.createUpdate("""
                        insert into bactrian.quarantined_records as q
                            (integration_id, stream, external_id, parent_id, changed_at, raw, reason, noted_at)
                        select :integration, :stream, :id, :parent, :changedAt::timestamptz, :raw, :reason, now()
                        where not exists (
                            select from work.records r
                            where r.integration_id = :integration and r.stream = :stream and r.external_id = :id
                                and r.absence = 'present' and r.changed_at > :changedAt::timestamptz)
                        on conflict (integration_id, stream, external_id) do update
                        set parent_id = coalesce(excluded.parent_id, q.parent_id), changed_at = excluded.changed_at,
                            raw = excluded.raw, reason = excluded.reason, noted_at = excluded.noted_at
                        where q.changed_at is null or excluded.changed_at is null or excluded.changed_at >= q.changed_at
                        """)
                        .bind("integration", integrationId)
                        .bindMethods(record)
                        .execute()
                > 0;
    }

    /**
     * Forgets records that come again, but for those that were set aside in a newer version; those that are refused again are set
     * aside again. Whether there was any.
     */
    static boolean release(Handle handle, UUID integrationId, Candidates again) {
        // Nearly never is there one, and then no id has to be told.
        if (again.isEmpty() || !holdsAny(handle, integrationId, again.stream())) {
            return false;
        }
        Candidates lifting = again.notBefore(versions(handle, integrationId, again));
        return forget(handle, integrationId, again.stream(), List.of(lifting.ids())) > 0;
    }

    /** Forgets records; how many of them had been set aside. */
    public static int forget(Handle handle, UUID integrationId, String stream, List<String> ids) {
        return handle.createUpdate("""
                        delete from bactrian.quarantined_records
                        where integration_id = :integration and stream = :stream and external_id = any(:ids)
                        """)
                .bind("integration", integrationId)
                .bind("stream", stream)
                .bindArray("ids", String.class, ids)
                .execute();
    }

    /** In which versions records are set aside, as far as those are known. */
    private static Map<String, Instant> versions(Handle handle, UUID integrationId, Candidates records) {
        return handle.createQuery("""
                        select external_id, changed_at from bactrian.quarantined_records
                        where integration_id = :integration and stream = :stream and external_id = any(:ids)
                            and changed_at is not null
                        """)
                .bind("integration", integrationId)
                .bind("stream", records.stream())
                .bindArray("ids", String.class, (Object[]) records.ids())
                .reduceRows(new HashMap<>(), (versions, row) -> {
                    versions.put(
                            row.getColumn("external_id", String.class), row.getColumn("changed_at", Instant.class));
                    return versions;
                });
    }

    private static boolean holdsAny(Handle handle, UUID integrationId, String stream) {
        return handle.createQuery("""
                        select exists (
                            select from bactrian.quarantined_records
                            where integration_id = :integration and stream = :stream)
                        """)
                .bind("integration", integrationId)
                .bind("stream", stream)
                .mapTo(Boolean.class)
                .one();
    }
}
