package io.bactrian.sync.census;

import io.bactrian.run.Progress;
import io.bactrian.run.Run;
import io.bactrian.run.Vanished;
import io.bactrian.tool.CursorDeclaration;
import io.bactrian.tool.Partitioning;
import io.bactrian.tool.StreamDeclaration;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * Records that a tool lists for each of some others, such as the comments of a task: they go the way of those at once, and come back
 * with them.
 */
public final class Orphans {
    private static final String BECAUSE = "what it belongs to is absent: ";

    /** Records of the parents' streams that are absent, and stand in none of the others under the same id. */
    private static final String LOST = """
            select p.external_id, p.absence, p.absence_reason from work.records p
            where p.integration_id = :integration and p.stream = any(:lost) and p.absence <> 'present'
                and not exists (
                    select from work.records other
                    where other.integration_id = :integration and other.stream = any(:parents)
                        and other.external_id = p.external_id and other.absence = 'present')
            """;

    private static final String BEGIN_ANEW = "with lost as (" + LOST + """
            )
            update bactrian.watermarks w set watermark = null, token = null, updated_at = now()
            from lost
            where w.integration_id = :integration and w.stream = :stream
                and w.partition = lost.external_id and w.watermark is not null
            """;

    private static final String MARK = "with lost as (" + LOST + """
            ),
            kin as (
                select r.external_id, r.parent_id, r.absence as was, lost.absence, lost.absence_reason,
                       count(*) over (partition by r.parent_id) as number
                from lost join work.records r on r.parent_id = lost.external_id
                where r.integration_id = :integration and r.stream = :stream
                    and (r.absence = 'present'
                        or r.absence_reason ^@ :because and r.absence <> lost.absence)),
            marked as (
                update work.records r
                set absence = kin.absence, deleted_at = now(),
                    absence_reason = :because || coalesce(kin.absence_reason, kin.absence)
                from kin
                where r.integration_id = :integration and r.stream = :stream
                    and r.external_id = kin.external_id and kin.number <= :most
                returning kin.was, r.absence)
            select count(*) as total,
                   count(*) filter (where was = 'present' and absence <> 'unobserved') as absent
            from marked
            """;

    private static final String MARK_AMONG = """
            with kin as (
                select r.external_id, lost.absence, lost.absence_reason
                from work.records r left join lateral (
                    select p.absence, p.absence_reason from work.records p
                    where p.integration_id = :integration and p.stream = any(:parents) and p.external_id = r.parent_id
                    order by p.absence <> 'present' limit 1) lost on true
                where r.integration_id = :integration and r.stream = :stream and r.external_id = any(:ids)
                    and r.absence = 'present' and r.parent_id is not null and lost.absence is distinct from 'present')
            update work.records r
            set absence = coalesce(kin.absence, 'unobserved'), deleted_at = now(),
                absence_reason = :because || coalesce(kin.absence_reason, kin.absence, 'it was never listed')
            from kin
            where r.integration_id = :integration and r.stream = :stream and r.external_id = kin.external_id
            returning r.absence
            """;

    private static final String IS_ANY_LEFT = "with lost as (" + LOST + """
            )
            select exists (
                select from lost join work.records r on r.parent_id = lost.external_id
                where r.integration_id = :integration and r.stream = :stream and r.absence = 'present')
            """;

    private Orphans() {}

    /** Lets what was mapped of absent records of a stream, what is embedded in them and what was listed for them go with them. */
    public static void follow(Handle handle, Run run, StreamDeclaration stream) {
        HiddenParts.hide(handle, run.integrationId(), stream);
        mark(handle, run, stream);
    }

    /** Marks what was listed for records of a stream that are absent, as those are, and so on to any depth. */
    public static void mark(Handle handle, Run run, StreamDeclaration parent) {
        mark(handle, run, parent, Long.MAX_VALUE);
    }

    /**
     * The same, but for what was listed for one that was missed in a list only: of that, no more than what would be believed by
     * itself; more of it is left to its own listing, which asks.
     */
    static void markFew(Handle handle, Run run, StreamDeclaration parent) {
        mark(handle, run, parent, Vanished.FEW);
    }

    /**
     * Marks those of some records, which the tool showed by their ids, whose list it does not show: what they belong to is absent, or
     * was never listed.
     */
    public static void markAmong(Handle handle, Run run, StreamDeclaration stream, Collection<String> ids) {
        Partitioning partitioning = stream.partitioning();
        if (partitioning == null || partitioning.shared() || ids.isEmpty()) {
            return;
        }
        List<String> absences = bound(handle.createQuery(MARK_AMONG), run.integrationId(), stream, List.of())
                .bind("because", BECAUSE)
                .bindArray("ids", String.class, ids)
                .mapTo(String.class)
                .list();
        long absent = absences.stream()
                .filter(absence -> !absence.equals("unobserved"))
                .count();
        descend(handle, run, stream, new Marked(absences.size(), absent), Long.MAX_VALUE);
    }

    private static void mark(Handle handle, Run run, StreamDeclaration parent, long most) {
        for (StreamDeclaration stream : run.destination().tool().streams().values()) {
            Partitioning partitioning = stream.partitioning();
            if (partitioning != null && partitioning.parents().contains(parent.name())) {
                beginAnew(handle, run.integrationId(), parent.name(), stream);
                if (!partitioning.shared()) {
                    descend(
                            handle,
                            run,
                            stream,
                            marked(handle, run.integrationId(), parent.name(), stream, most),
                            most);
                }
            }
        }
    }

    private static void descend(Handle handle, Run run, StreamDeclaration stream, Marked marked, long most) {
        if (marked.absent() > 0) {
            Progress.absent(handle, run.id(), stream.name(), marked.absent());
        }
        if (marked.total() > 0) {
            HiddenParts.hide(handle, run.integrationId(), stream);
            mark(handle, run, stream, most);
        }
    }

    /** Lists of what is absent are read whole when it is back: nothing else tells of what did not change meanwhile. */
    private static void beginAnew(Handle handle, UUID integrationId, String parent, StreamDeclaration stream) {
        if (stream.cursor().kind() != CursorDeclaration.Kind.TOKEN) {
            OnePass.over(
                    handle,
                    () -> bound(handle.createUpdate(BEGIN_ANEW), integrationId, stream, List.of(parent))
                            .execute());
        }
    }

    static Marked marked(Handle handle, UUID integrationId, String parent, StreamDeclaration stream, long most) {
        return OnePass.over(
                handle,
                () -> bound(handle.createQuery(MARK), integrationId, stream, List.of(parent))
                        .bind("because", BECAUSE)
                        .bind("most", most)
                        .map(ConstructorMapper.of(Marked.class))
                        .one());
    }

    /**
     * How many were marked; public, since Jdbi makes it.
     *
     * @param absent those that were present
     */
    public record Marked(long total, long absent) {}

    /** Whether any are left of what became absent in this run, so that their own listing has to tell. */
    public static boolean areLeft(Handle handle, Run run, StreamDeclaration stream) {
        Partitioning partitioning = stream.partitioning();
        return partitioning != null
                && !partitioning.shared()
                && isAnyParentLost(handle, run, partitioning)
                && OnePass.over(
                        handle,
                        () -> bound(
                                        handle.createQuery(IS_ANY_LEFT),
                                        run.integrationId(),
                                        stream,
                                        partitioning.parents())
                                .mapTo(Boolean.class)
                                .one());
    }

    /** Whether any record that has a list of its own became absent in this run. */
    static boolean isAnyParentLost(Handle handle, Run run, Partitioning partitioning) {
        return handle.createQuery("""
                        select exists (
                            select from bactrian.run_streams
                            where run_id = :run and stream = any(:parents) and absent > 0)
                        """)
                .bind("run", run.id())
                .bindArray("parents", String.class, partitioning.parents())
                .mapTo(Boolean.class)
                .one();
    }

    private static <S extends SqlStatement<S>> S bound(
            S statement, UUID integrationId, StreamDeclaration stream, List<String> lost) {
        Partitioning partitioning = stream.partitioning();
        return statement
                .bind("integration", integrationId)
                .bind("stream", stream.name())
                .bindArray("lost", String.class, lost)
                .bindArray("parents", String.class, partitioning == null ? List.of() : partitioning.parents());
    }

    /** Says anew what has become of those whose lists were read from the beginning, now that what they are of is back without them. */
    public static void settle(Handle handle, Run run, StreamDeclaration stream, Collection<String> parents) {
        int settled = parents.isEmpty()
                ? 0
                : handle.createUpdate("""
                                update work.records set absence = 'gone', absence_reason = 'what it belongs to is back without it'
                                where integration_id = :integration and stream = :stream and parent_id = any(:parents)
                                    and absence <> 'present' and absence_reason ^@ :because
                                """)
                        .bind("integration", run.integrationId())
                        .bind("stream", stream.name())
                        .bind("because", BECAUSE)
                        .bindArray("parents", String.class, parents)
                        .execute();
        if (settled > 0) {
            HiddenParts.hide(handle, run.integrationId(), stream);
            mark(handle, run, stream);
        }
    }
}
