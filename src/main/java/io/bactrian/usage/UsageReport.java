package io.bactrian.usage;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.bactrian.access.Caller;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;

/** Usage, summed up for those who want to see it. */
public final class UsageReport {
    private final Jdbi jdbi;
    private final Traffic traffic;

    public UsageReport(Jdbi jdbi, Traffic traffic) {
        this.jdbi = jdbi;
        this.traffic = traffic;
    }

    /** Whole days (UTC), the last of them the one before {@code end}. */
    public record Days(LocalDate begin, LocalDate end) {}

    /**
     * What was used of one day, tool or integration; null where it is summed up by something else.
     *
     * @param position where a list goes on behind it
     * @param integrationId also null for all that are gone
     */
    public record Entry(
            @JsonIgnore String position,
            @Nullable String day,
            @Nullable String tool,
            @Nullable UUID integrationId,
            long requests,
            long records,
            long bytes,
            long runs,
            long errors) {}

    /** The newest day first, or tools and integrations in their order, behind a position; of integrations that the caller may see. */
    public List<Entry> list(Days days, Grouping grouping, Caller caller, int limit, @Nullable String after) {
        // What this process has just done is to be in it, too.
        traffic.write();
        return jdbi.withHandle(handle -> handle.registerRowMapper(ConstructorMapper.factory(Entry.class))
                .createQuery("""
                        with summed as (
                            select case when :by = 'day' then u.day::text end as day,
                                   case when :by <> 'day' then u.tool end as tool,
                                   case when :by = 'integration' then i.id end as integration_id,
                                   sum(u.requests)::bigint as requests, sum(u.records)::bigint as records,
                                   sum(u.bytes)::bigint as bytes, sum(u.runs)::bigint as runs,
                                   sum(u.errors)::bigint as errors
                            from bactrian.usage u left join bactrian.integrations i on i.id = u.integration_id
                            where u.day >= :begin and u.day < :end
                                and (:everywhere or i.project_id = any(:projects))
                            group by 1, 2, 3),
                        placed as (
                            select *, coalesce(day, tool || coalesce(' ' || integration_id, '')) as position from summed)
                        select * from placed
                        where :after::text is null
                            or case when :by = 'day' then position < :after else position > :after end
                        order by day desc, position limit :limit
                        """)
                .bind("by", grouping.word())
                .bindMethods(days)
                .bind("everywhere", caller.projects() == null)
                .bindArray("projects", String.class, caller.projects() == null ? Set.of() : caller.projects())
                .bind("after", after)
                .bind("limit", limit)
                .mapTo(Entry.class)
                .list());
    }
}
