package io.bactrian.sync.census;

import io.bactrian.run.Run;
import io.bactrian.tool.StreamDeclaration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** The ids a tool lists, kept in the database so that memory does not grow with them, and compared there. */
public final class CensusIds {
    private final Jdbi jdbi;

    public CensusIds(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * Keeps what one page listed.
     *
     * @param partition id of the parent whose list it was; empty where there is one list
     */
    public void add(Handle handle, UUID integrationId, String stream, String partition, List<String> ids) {
        handle.createUpdate("""
                        insert into bactrian.census_pages (integration_id, stream, partition, external_ids)
                        values (:integration, :stream, :partition, :ids)
                        """)
                .bind("partition", partition)
                .bind("integration", integrationId)
                .bind("stream", stream)
                .bindArray("ids", String.class, ids)
                .execute();
    }

    /** Forgets what was listed of one list, which is read again. */
    public void forget(Handle handle, UUID integrationId, String stream, String partition) {
        handle.createUpdate("""
                        delete from bactrian.census_pages
                        where integration_id = :integration and stream = :stream and partition = :partition
                            and begun_within is null
                        """)
                .bind("integration", integrationId)
                .bind("stream", stream)
                .bind("partition", partition)
                .execute();
    }

    /** Begins the listing of a stream within its scope, and forgets the one before. */
    public void begin(Handle handle, Run run, StreamDeclaration stream) {
        clear(handle, run.integrationId(), stream.name());
        handle.createUpdate("""
                        insert into bactrian.census_pages (integration_id, stream, external_ids, begun_within)
                        values (:integration, :stream, '{}', :scope)
                        """)
                .bind("integration", run.integrationId())
                .bind("stream", stream.name())
                .bind("scope", stream.cursor().scopeText())
                .execute();
    }

    /**
     * Whether the database still knows everything that was listed within the scope there is now: in a crash it forgets what was
     * listed before, and the scope may change while a person is asked.
     */
    boolean isWhole(Run run, StreamDeclaration stream) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select exists (
                            select from bactrian.census_pages
                            where integration_id = :integration and stream = :stream and begun_within = :scope)
                        """)
                .bind("integration", run.integrationId())
                .bind("stream", stream.name())
                .bind("scope", stream.cursor().scopeText())
                .mapTo(Boolean.class)
                .one());
    }

    /** Whether what a whole reading lists is still known, if it is that which lists the stream. */
    public boolean isKnown(Run run, StreamDeclaration stream) {
        return stream.census() != null || !stream.isKept() || isWhole(run, stream);
    }

    /** Those of some ids that the tool listed. */
    public List<String> listed(UUID integrationId, String stream, List<String> some) {
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

    /**
     * How many records are held, if just those were listed, none is {@link Returned} and none that is {@link SetAside} was not
     * listed: so it is nearly always, and quickly known.
     */
    Optional<Long> heldAsListed(UUID integrationId, String stream) {
        return onePass(
                handle -> handle.createQuery("""
                        select held.number from (
                            select <digest> from work.records
                            where integration_id = :integration and stream = :stream and absence = 'present') as held
                        join (
                            select <digest> from bactrian.census_ids
                            where integration_id = :integration and stream = :stream) as listed
                            using (number, digest)
                        where not exists (""" + Returned.RECORDS + ") and not exists (" + SetAside.UNLISTED + ")")
                        .define("digest", IdDigest.OF_ROWS)
                        .bind("integration", integrationId)
                        .bind("stream", stream)
                        .mapTo(Long.class)
                        .findOne());
    }

    /** Whether a record is held that was not listed, or is absent for a reason that is over. */
    boolean isAnyUnlisted(UUID integrationId, String stream) {
        return jdbi.inTransaction(handle ->
                isAnyUnlisted(handle, integrationId, stream) || Returned.isAny(handle, integrationId, stream));
    }

    private static boolean isAnyUnlisted(Handle handle, UUID integrationId, String stream) {
        return OnePass.over(
                handle,
                () -> handle.createQuery("""
                        select exists (
                            select from work.records r left join bactrian.census_ids c
                                using (integration_id, stream, external_id)
                            where integration_id = :integration and stream = :stream and r.absence = 'present'
                                and c.external_id is null)
                        """)
                        .bind("integration", integrationId)
                        .bind("stream", stream)
                        .mapTo(Boolean.class)
                        .one());
    }

    /** Whether a record was set aside that was not listed. */
    boolean isAnySetAsideUnlisted(UUID integrationId, String stream) {
        return onePass(handle -> handle.createQuery("select exists (" + SetAside.UNLISTED + ")")
                .bind("integration", integrationId)
                .bind("stream", stream)
                .mapTo(Boolean.class)
                .one());
    }

    private <T> T onePass(Function<Handle, T> query) {
        return jdbi.inTransaction(handle -> OnePass.over(handle, () -> query.apply(handle)));
    }

    /** Forgets the listing of a stream. */
    public void clear(Handle handle, UUID integrationId, String stream) {
        handle.createUpdate(
                        "delete from bactrian.census_pages where integration_id = :integration and stream = :stream")
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

    /** One pass over both sides; only what differs is held on to. */
    private static final String ONE_SIDED = """
            with listed as (
                select external_id, partition from bactrian.census_ids
                where integration_id = :integration and stream = :stream and external_id > :after),
            held as (
                select external_id, parent_id from work.records
                where integration_id = :integration and stream = :stream and absence = 'present'
                    and external_id > :after),
            one_sided as materialized (
                select distinct on (external_id) coalesce(listed.external_id, held.external_id) as external_id,
                       held.external_id is null as is_missing, coalesce(listed.partition, held.parent_id, '') as partition
                from listed full join held on held.external_id = listed.external_id
                where listed.external_id is null or held.external_id is null
                order by external_id)
            """;

    Tally tally(UUID integrationId, String stream) {
        return jdbi.withHandle(handle -> handle.registerRowMapper(ConstructorMapper.factory(Tally.class))
                .createQuery(ONE_SIDED + """
                                , counts as (
                                    select (select count(*) from held) as local,
                                           count(*) filter (where not is_missing) as extra,
                                           count(*) filter (where is_missing and external_id not in (
                                               select external_id from bactrian.quarantined_records
                                               where integration_id = :integration and stream = :stream)) as missing
                                    from one_sided)
                                select local - extra + missing as external, local, missing, extra from counts
                                """)
                .bind("integration", integrationId)
                .bind("stream", stream)
                .bind("after", "")
                .mapTo(Tally.class)
                .one());
    }

    /** An id, and the parent in whose list it stands or stood; empty where that is not known. */
    public record Listed(String externalId, String partition) {}

    /** Ids to be looked up directly, in their order, those behind {@code after}: only one side lists them, or is to say anew. */
    List<Listed> oneSided(UUID integrationId, String stream, String after, int limit) {
        return onePass(handle -> handle.registerRowMapper(ConstructorMapper.factory(Listed.class))
                .createQuery(ONE_SIDED + """
                                select external_id, partition from one_sided
                                union select external_id, coalesce(parent_id, '') from (
                        """ + Returned.RECORDS + """
                                ) returned where external_id > :after
                                union select external_id, coalesce(parent_id, '') from (
                        """ + SetAside.UNLISTED + """
                                ) set_aside where external_id > :after
                                order by external_id limit :limit
                                """)
                .bind("integration", integrationId)
                .bind("stream", stream)
                .bind("after", after)
                .bind("limit", limit)
                .mapTo(Listed.class)
                .list());
    }

    /** How many parents there are whose children are still to be read; those that were refused in this run are named already. */
    long countCutShort(Run run, String stream) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select count(*) from bactrian.child_counts
                        where integration_id = :integration and stream = :stream and not complete
                            and refused_in is distinct from :run
                        """)
                .bind("integration", run.integrationId())
                .bind("stream", stream)
                .bind("run", run.id())
                .mapTo(Long.class)
                .one());
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
