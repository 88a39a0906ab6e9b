package io.bactrian.audit;

import io.bactrian.access.Caller;
import io.bactrian.access.Role;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;

/** Reads the audit log, and proves that nobody changed it. */
public final class AuditTrail {
    private final Jdbi jdbi;

    public AuditTrail(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * Newest first, those before an id. An administrator of all projects sees every entry; others see those of their projects
     * and those of their own key.
     */
    public List<AuditEntry> list(Caller caller, AuditFilter filter, int limit, @Nullable Long before) {
        return jdbi.withHandle(handle -> handle.registerRowMapper(ConstructorMapper.factory(AuditEntry.class))
                .createQuery("""
                        select id, noted_at as at, key_id, caller, role, address, request_id, action, subject, project_id, result
                        from bactrian.audit_entries
                        where (:everything or key_id = :key or project_id = any(:projects::text[])
                                or (:anyProject and project_id is not null))
                            and (:from::timestamptz is null or noted_at >= :from)
                            and (:to::timestamptz is null or noted_at < :to)
                            and (:action::text is null or action = :action)
                            and (:subject::text is null or subject = :subject)
                            and (:callerName::text is null or caller = :callerName)
                            and (:result::text is null or result = :result)
                            and (:before::bigint is null or id < :before)
                        order by id desc limit :limit
                        """)
                .bind("everything", caller.projects() == null && caller.role() == Role.ADMIN)
                .bind("anyProject", caller.projects() == null)
                .bind("key", caller.keyId())
                .bindArray("projects", String.class, caller.projectList())
                .bindMethods(filter)
                .bind("callerName", filter.caller())
                .bind("before", before)
                .bind("limit", limit)
                .mapTo(AuditEntry.class)
                .list());
    }

    /** Computes the chain again from its first entry; a link without its entry, or an entry without a link, breaks it. */
    public AuditChain verify() {
        return jdbi.withHandle(handle -> handle.registerRowMapper(ConstructorMapper.factory(AuditChain.class))
                .createQuery("""
                        with links as (
                            select position, entry_id, hash, lag(position, 1, 0::bigint) over chain as position_before,
                                lag(hash, 1, ''::bytea) over chain as hash_before
                            from bactrian.audit_links window chain as (order by position)
                        ), broken as (
                            select coalesce(links.position, 0) as position
                            from links full join bactrian.audit_entries entry on entry.id = links.entry_id
                            where links.position is null or entry.id is null or links.position <> position_before + 1
                                or links.hash <> bactrian.audit_hash(hash_before, entry)
                        ), head as (
                            select position, hash from bactrian.audit_links order by position desc limit 1
                        )
                        select not exists (select from broken) as intact,
                            (select count(*) from bactrian.audit_entries) as entries,
                            coalesce((select position from head), 0) as position,
                            coalesce((select encode(hash, 'hex') from head), '') as hash,
                            (select min(position) from broken) as broken_at
                        """)
                .mapTo(AuditChain.class)
                .one());
    }
}
