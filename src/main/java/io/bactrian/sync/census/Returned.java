package io.bactrian.sync.census;

import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Records that were absent only because their project was, and are not with it now that it is back. */
final class Returned {
    /** Which they are: what their project tells of them now is something else. */
    static final String RECORDS = """
            select r.external_id, r.parent_id, p.archived as is_archived
            from work.records r
            join work.items i using (integration_id, stream, external_id)
            join work.projects p on p.integration_id = r.integration_id and p.external_id = i.project_ids[1]
            join work.records shown
                on shown.integration_id = p.integration_id and shown.stream = p.stream
                and shown.external_id = p.external_id and shown.absence = 'present'
            where r.integration_id = :integration and r.stream = :stream
                and r.absence in ('access_lost', 'archived')
                and (r.absence = 'access_lost' or p.archived is not true)
                and r.external_id not in (
                    select c.external_id from bactrian.census_ids c
                    where c.integration_id = :integration and c.stream = :stream)
            """;

    private Returned() {}

    static boolean isAny(Handle handle, UUID integrationId, String stream) {
        return OnePass.over(
                handle,
                () -> handle.createQuery("select exists (" + RECORDS + ")")
                        .bind("integration", integrationId)
                        .bind("stream", stream)
                        .mapTo(Boolean.class)
                        .one());
    }

    /** Says anew what has become of them. */
    static int type(Handle handle, UUID integrationId, String stream) {
        return OnePass.over(
                handle,
                () -> handle.createUpdate("with returned as (" + RECORDS + """
                        )
                        update work.records r
                        set absence = case when returned.is_archived then 'archived' else 'gone' end,
                            absence_reason = case when returned.is_archived
                                then 'its project is seen again, and is archived'
                                else 'its project is back without it, and it was not found by its id' end
                        from returned
                        where r.integration_id = :integration and r.stream = :stream
                            and r.external_id = returned.external_id
                        """)
                        .bind("integration", integrationId)
                        .bind("stream", stream)
                        .execute());
    }
}
