package io.bactrian.sync.census;

import io.bactrian.run.Progress;
import io.bactrian.run.Run;
import io.bactrian.run.Vanished;
import io.bactrian.tool.StreamDeclaration;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** Held records that neither a listing nor a direct look showed, and how they are marked. */
public final class AbsentRecords {
    /** What has become of the project or parent of a record says what has become of the record. */
    private static final String UNSEEN = """
            with unlisted as (
                select r.external_id,
                       coalesce((<projects>)[1], r.parent_id, '') as partition,
                       listed.external_id is null as is_unlisted
                from work.records r
                left join (
                    select distinct external_id from bactrian.census_ids
                    where integration_id = :integration and stream = :stream) listed using (external_id)
                <join>
                where r.integration_id = :integration and r.stream = :stream and r.absence = 'present'),
            known as (
                select external_id as partition, bool_or(p.archived and r.absence = 'present') as is_archived,
                       bool_and(r.absence in ('gone', 'deleted', 'access_lost')) as is_hidden
                from work.projects p join work.records r using (integration_id, stream, external_id)
                where integration_id = :integration group by external_id)
            """;

    private final Jdbi jdbi;

    public AbsentRecords(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** What has vanished, part by part; what lies in an archived project is no riddle and left out. */
    List<Vanished> vanished(Run run, StreamDeclaration stream) {
        return jdbi.inTransaction(handle -> OnePass.over(handle, () -> vanished(handle, run, stream)));
    }

    private static List<Vanished> vanished(Handle handle, Run run, StreamDeclaration stream) {
        return handle.registerRowMapper(ConstructorMapper.factory(Vanished.class))
                .createQuery(UNSEEN + """
                        , parts as (
                            select partition, count(*) filter (where is_unlisted) as vanished, count(*) as held
                            from unlisted group by partition)
                        select parts.partition, parts.vanished, parts.held,
                               (select c.accepted from bactrian.confirmations c
                                where c.run_id = :run and c.stream = :stream and c.partition = parts.partition
                                    and c.vanished >= parts.vanished) as accepted
                        from parts left join known using (partition)
                        where parts.vanished > 0 and known.is_archived is not true
                        """)
                .define("projects", projects(stream))
                .define("join", join(stream))
                .bind("integration", run.integrationId())
                .bind("stream", stream.name())
                .bind("run", run.id())
                .mapTo(Vanished.class)
                .list();
    }

    /**
     * Marks them all, but for the parts of which a person did not believe it.
     *
     * @param evidence what the tool told of some of them when it was asked by their ids
     */
    void mark(Handle handle, Run run, StreamDeclaration stream, List<String> spared, Evidence evidence) {
        int absent = OnePass.over(handle, () -> absent(handle, run, stream, spared, evidence));
        Returned.type(handle, run.integrationId(), stream, evidence);
        HiddenParts.hide(handle, run.integrationId(), stream);
        if (stream.census() == null) {
            Orphans.markFew(handle, run, stream);
        } else {
            Orphans.mark(handle, run, stream);
        }
        Progress.absent(handle, run.id(), stream.name(), absent);
    }

    private static int absent(
            Handle handle, Run run, StreamDeclaration stream, List<String> spared, Evidence evidence) {
        return handle.createUpdate(UNSEEN + """
                        update work.records r
                        set absence = case when known.is_archived then 'archived'
                                           when known.is_hidden or r.external_id = any(:hidden) then 'access_lost'
                                           when r.external_id = any(:moved) then 'moved'
                                           else 'gone' end,
                            absence_reason = :looks || case
                                when known.is_archived then ': its project is archived'
                                when known.is_hidden then ': the account does not see its project any more'
                                when r.external_id = any(:hidden) then ': ' || :refused
                                when r.external_id = any(:moved) then ': the tool has it elsewhere, it is of this stream no more'
                                else ': deleted or hidden, the tool does not tell' end,
                            deleted_at = now()
                        from unlisted left join known using (partition)
                        where r.integration_id = :integration and r.stream = :stream
                            and r.external_id = unlisted.external_id and unlisted.is_unlisted
                            and unlisted.partition <> all(:spared)
                        """)
                .define("projects", projects(stream))
                .define("join", join(stream))
                .bind(
                        "looks",
                        stream.census() == null
                                ? "not in the list, which was read twice"
                                : "not listed and not found by its id")
                .bind("integration", run.integrationId())
                .bind("stream", stream.name())
                .bindArray("spared", String.class, spared)
                .bindArray("hidden", String.class, evidence.refused())
                .bind("refused", Evidence.REFUSED)
                .bindArray("moved", String.class, evidence.moved())
                .execute();
    }

    private static String projects(StreamDeclaration stream) {
        return isItems(stream) ? "i.project_ids" : "array[]::text[]";
    }

    private static String join(StreamDeclaration stream) {
        return isItems(stream) ? """
                left join work.items i
                    on i.integration_id = r.integration_id and i.stream = r.stream and i.external_id = r.external_id""" : "";
    }

    private static boolean isItems(StreamDeclaration stream) {
        return "items".equals(stream.entity());
    }
}
