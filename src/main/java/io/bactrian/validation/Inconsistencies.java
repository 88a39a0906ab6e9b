package io.bactrian.validation;

import io.bactrian.store.ListPosition;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;

/** The inconsistencies that runs have found. */
public final class Inconsistencies {
    private final Jdbi jdbi;

    public Inconsistencies(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * Newest first.
     *
     * @param projects of the integrations; null for all
     * @param after the last one of the list before; null to begin
     */
    public List<Inconsistency> list(
            InconsistencyFilter filter, @Nullable Set<String> projects, int limit, @Nullable ListPosition after) {
        return jdbi.withHandle(handle -> handle.registerRowMapper(ConstructorMapper.factory(Inconsistency.class))
                .createQuery("""
                        select d.id, run_id, integration_id, stream, external_id, parent_id, pointer, kind, severity,
                               local::text as local, external::text as external, noted_at, superseded_at, resolved_at
                        from bactrian.inconsistencies d join bactrian.integrations i on i.id = d.integration_id
                        where (:integrationId::uuid is null or integration_id = :integrationId)
                            and (:kind::text is null or kind = :kind)
                            and (:stream::text is null or stream = :stream)
                            and (:open::boolean is null
                                or (superseded_at is null and resolved_at is null) = :open)
                            and (:anywhere or i.project_id = any(:projects))
                            and d.id < :before
                        order by d.id desc limit :limit
                        """)
                .bindMethods(filter)
                .bind("anywhere", projects == null)
                .bindArray("projects", String.class, projects == null ? new Object[0] : projects.toArray())
                .bind("before", after == null ? Long.MAX_VALUE : after.id().getLeastSignificantBits())
                .bind("limit", limit)
                .mapTo(Inconsistency.class)
                .list());
    }
}
