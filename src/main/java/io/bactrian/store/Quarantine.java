package io.bactrian.store;

import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Records that cannot be stored as they are, kept with the reason until a later version can. */
public final class Quarantine {
    private Quarantine() {}

    public static void add(
            Handle handle, UUID integrationId, String stream, String externalId, byte[] raw, String reason) {
        handle.createUpdate("""
                        insert into bactrian.quarantined_records
                            (integration_id, stream, external_id, raw, reason, noted_at)
                        values (:integration, :stream, :id, :raw, :reason, now())
                        on conflict (integration_id, stream, external_id) do update
                        set raw = excluded.raw, reason = excluded.reason, noted_at = excluded.noted_at
                        """)
                .bind("integration", integrationId)
                .bind("stream", stream)
                .bind("id", externalId)
                .bind("raw", raw)
                .bind("reason", reason)
                .execute();
    }

    /** Forgets records that come again; those that are refused again are set aside again. Whether there was any. */
    static boolean release(Handle handle, UUID integrationId, Candidates again) {
        // Nearly never is there one, and then no id has to be told.
        if (again.isEmpty() || !holdsAny(handle, integrationId, again.stream())) {
            return false;
        }
        return handle.createUpdate("""
                        delete from bactrian.quarantined_records
                        where integration_id = :integration and stream = :stream and external_id = any(:ids)
                        """)
                        .bind("integration", integrationId)
                        .bind("stream", again.stream())
                        .bindArray("ids", String.class, (Object[]) again.ids())
                        .execute()
                > 0;
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
