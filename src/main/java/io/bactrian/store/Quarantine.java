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

    /** Forgets records that have been stored since. */
    public static void release(Handle handle, UUID integrationId) {
        handle.createUpdate("""
                        delete from bactrian.quarantined_records q
                        using work.records r
                        where q.integration_id = :integration and r.integration_id = q.integration_id
                            and r.stream = q.stream and r.external_id = q.external_id and r.synced_at > q.noted_at
                        """).bind("integration", integrationId).execute();
    }
}
