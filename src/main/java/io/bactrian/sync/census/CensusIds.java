package io.bactrian.sync.census;

import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** The ids a tool lists, kept in the database so that memory does not grow with them, and compared there. */
public final class CensusIds {
    private final Jdbi jdbi;

    public CensusIds(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    public void add(Handle handle, UUID integrationId, String stream, List<String> ids) {
        handle.createUpdate("""
                        insert into bactrian.census_ids (integration_id, stream, external_id)
                        select :integration, :stream, id from unnest(:ids::text[]) as id
                        on conflict do nothing
                        """)
                .bind("integration", integrationId)
                .bind("stream", stream)
                .bindArray("ids", String.class, ids)
                .execute();
    }

    /** Those of some ids that the tool listed. */
    List<String> listed(UUID integrationId, String stream, List<String> some) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select external_id from bactrian.census_ids
                        where integration_id = :integration and stream = :stream and external_id = any(:ids)
                        """)
                .bind("integration", integrationId)
                .bind("stream", stream)
                .bindArray("ids", String.class, some)
                .mapTo(String.class)
                .list());
    }

    public void clear(Handle handle, UUID integrationId, String stream) {
        handle.createUpdate("delete from bactrian.census_ids where integration_id = :integration and stream = :stream")
                .bind("integration", integrationId)
                .bind("stream", stream)
                .execute();
    }

    /** How the tool's list and the local records relate. */
    public record Tally(long external, long local, long missing, long extra) {
        /** The same without records that are missing because they were set aside. */
        Tally without(long setAside) {
            long known = Math.min(setAside, missing);
            return new Tally(external - known, local, missing - known, extra);
        }
    }

    private static final String ONE_SIDED = """
            with listed as (
                select external_id from bactrian.census_ids where integration_id = :integration and stream = :stream),
            held as (
                select external_id from work.records
                where integration_id = :integration and stream = :stream and absence = 'present'),
            missing as (select external_id from listed except select external_id from held),
            extra as (select external_id from held except select external_id from listed)
            """;

    /** What is missing because it was set aside is left out. */
    Tally tally(UUID integrationId, String stream) {
        return jdbi.withHandle(handle -> handle.registerRowMapper(ConstructorMapper.factory(Tally.class))
                .createQuery(ONE_SIDED + """
                                , set_aside as (
                                    select external_id from missing intersect
                                    select external_id from bactrian.quarantined_records
                                    where integration_id = :integration and stream = :stream)
                                select (select count(*) from listed) - (select count(*) from set_aside) as external,
                                       (select count(*) from held) as local,
                                       (select count(*) from missing) - (select count(*) from set_aside) as missing,
                                       (select count(*) from extra) as extra
                                """)
                .bind("integration", integrationId)
                .bind("stream", stream)
                .mapTo(Tally.class)
                .one());
    }

    /** Ids that only one of the two sides lists, in their order, those behind {@code after}. */
    List<String> oneSided(UUID integrationId, String stream, String after, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery(ONE_SIDED + """
                                select external_id from (
                                    select external_id from missing union all select external_id from extra) as one_sided
                                where external_id > :after order by external_id limit :limit
                                """)
                .bind("integration", integrationId)
                .bind("stream", stream)
                .bind("after", after)
                .bind("limit", limit)
                .mapTo(String.class)
                .list());
    }

    /** The same for children: what their parents say there is of them against what is held. */
    Tally tallyChildren(UUID integrationId, String stream, String table, String parentColumn) {
        return jdbi.withHandle(handle -> handle.registerRowMapper(ConstructorMapper.factory(Tally.class))
                .createQuery("""
                        with told as (
                            select parent_id, total from bactrian.child_counts
                            where integration_id = :integration and stream = :stream),
                        held as (
                            select <column> as parent_id, count(*) as total from work.<table>
                            where integration_id = :integration and stream = :stream and deleted_at is null
                            group by <column>),
                        pairs as (
                            select coalesce(told.total, 0) as external, coalesce(held.total, 0) as local
                            from told full join held using (parent_id))
                        select coalesce(sum(external), 0)::bigint as external, coalesce(sum(local), 0)::bigint as local,
                               coalesce(sum(greatest(external - local, 0)), 0)::bigint as missing,
                               coalesce(sum(greatest(local - external, 0)), 0)::bigint as extra
                        from pairs
                        """)
                .define("table", table)
                .define("column", parentColumn)
                .bind("integration", integrationId)
                .bind("stream", stream)
                .mapTo(Tally.class)
                .one());
    }
}
