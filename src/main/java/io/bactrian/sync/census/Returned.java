package io.bactrian.sync.census;

import io.bactrian.tool.StreamDeclaration;
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

    /** Says anew what has become of them: one that the tool refused to show by itself is hidden still. */
    static int type(Handle handle, UUID integrationId, StreamDeclaration stream, Evidence evidence) {
        return OnePass.over(
                handle,
                () -> handle.createUpdate("with returned as (" + RECORDS + """
                        )
                        update work.records r
                        set absence = case when returned.is_archived then 'archived'
                                           when r.external_id = any(:hidden) then 'access_lost'
                                           else 'gone' end,
                            absence_reason = case
                                when returned.is_archived then 'its project is seen again, and is archived'
                                when r.external_id = any(:hidden) then 'its project is seen: ' || :refused
                                else 'its project is back without it' || :looks end
                        from returned
                        where r.integration_id = :integration and r.stream = :stream
                            and r.external_id = returned.external_id
                        """)
                        .bind("integration", integrationId)
                        .bind("stream", stream.name())
                        .bindArray("hidden", String.class, evidence.refused())
                        .bind("refused", Evidence.REFUSED)
                        .bind("looks", stream.census() == null ? "" : ", and it was not found by its id")
                        .execute());
    }
}
