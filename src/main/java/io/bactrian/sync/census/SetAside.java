package io.bactrian.sync.census;

import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** The records of a stream that the database refused; they are known and not held, which is a gap and not a difference. */
final class SetAside {
    private final Jdbi jdbi;

    SetAside(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    long count(UUID integrationId, String stream) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select count(*) from bactrian.quarantined_records
                        where integration_id = :integration and stream = :stream
                        """)
                .bind("integration", integrationId)
                .bind("stream", stream)
                .mapTo(Long.class)
                .one());
    }

    /** What the tool does not list any more is missed by nobody; a record without an id is never listed. */
    void forgetUnlisted(Handle handle, UUID integrationId, String stream) {
        OnePass.over(
                handle,
                () -> handle.createUpdate("""
                        delete from bactrian.quarantined_records q
                        where integration_id = :integration and stream = :stream
                            and external_id not like 'without-id-%'
                            and not exists (
                                select from bactrian.census_ids c
                                where c.integration_id = q.integration_id and c.stream = q.stream
                                    and c.external_id = q.external_id)
                        """)
                        .bind("integration", integrationId)
                        .bind("stream", stream)
                        .execute());
    }
}
