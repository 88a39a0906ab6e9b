package io.bactrian.sync;

import io.bactrian.tool.Paging;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Smaller pages for walks whose pages were too much for their tool; after a day the declared size is tried again. */
final class PageLimits {
    private final Jdbi jdbi;

    PageLimits(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** The paging of a walk, in pages as small as they have to be. */
    Paging limited(UUID integrationId, String walk, Paging paging) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                                select size from bactrian.page_limits
                                where integration_id = :integration and stream = :walk
                                    and updated_at > now() - interval '1 day'
                                """)
                        .bind("integration", integrationId)
                        .bind("walk", walk)
                        .mapTo(Integer.class)
                        .findOne())
                .filter(size -> size < paging.limit())
                .map(paging::of)
                .orElse(paging);
    }

    void store(Handle handle, UUID integrationId, String walk, int size) {
        handle.createUpdate("""
                        insert into bactrian.page_limits (integration_id, stream, size, updated_at)
                        values (:integration, :walk, :size, now())
                        on conflict (integration_id, stream) do update set size = excluded.size, updated_at = now()
                        """)
                .bind("integration", integrationId)
                .bind("walk", walk)
                .bind("size", size)
                .execute();
    }
}
