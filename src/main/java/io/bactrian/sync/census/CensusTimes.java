package io.bactrian.sync.census;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bactrian.consistency.CensusFacts;
import io.bactrian.consistency.CensusKind;
import io.bactrian.run.Run;
import io.bactrian.tool.ChildStream;
import io.bactrian.tool.Partitioning;
import io.bactrian.tool.StreamDeclaration;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** When each stream's census was last taken, what it found, and whether a change was read since. */
final class CensusTimes {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Jdbi jdbi;

    CensusTimes(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    boolean isOlder(UUID integrationId, String stream, Duration age) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select count(*) from bactrian.watermarks
                        where integration_id = :integration and stream = :stream
                            and census_at > now() - make_interval(secs => :seconds)
                        """)
                .bind("integration", integrationId)
                .bind("stream", stream)
                .bind("seconds", (double) age.toSeconds())
                .mapTo(Long.class)
                .one()
                .equals(0L));
    }

    /** Whether what the stream is listed of became absent in this run. */
    boolean isAnyParentLost(Run run, StreamDeclaration stream) {
        Partitioning partitioning = stream.partitioning();
        return partitioning != null && jdbi.withHandle(handle -> Orphans.isAnyParentLost(handle, run, partitioning));
    }

    /** Whether the ids were last listed within another scope. */
    boolean isOfAnotherScope(UUID integrationId, StreamDeclaration stream) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select count(*) from bactrian.watermarks
                        where integration_id = :integration and stream = :stream and partition = ''
                            and census_scope <> :scope
                        """)
                .bind("integration", integrationId)
                .bind("stream", stream.name())
                .bind("scope", stream.cursor().scopeText())
                .mapTo(Long.class)
                .one()
                .equals(1L));
    }

    /** Whether no more records than that are held; counts no further. */
    boolean isHeldAtMost(UUID integrationId, String stream, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select count(*) <= :limit from (
                            select from work.records
                            where integration_id = :integration and stream = :stream and absence = 'present'
                            limit :limit + 1) as found
                        """)
                .bind("integration", integrationId)
                .bind("stream", stream)
                .bind("limit", limit)
                .mapTo(Boolean.class)
                .one());
    }

    long held(UUID integrationId, String stream) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select count(*) from work.records
                        where integration_id = :integration and stream = :stream and absence = 'present'
                        """)
                .bind("integration", integrationId)
                .bind("stream", stream)
                .mapTo(Long.class)
                .one());
    }

    /** What the last census found, while no run since has changed a record of the stream. */
    Optional<CensusFacts> unchangedSince(Run run, String stream, String scope) {
        return without(run, stream, scope, "s.stream = w.stream and s.created + s.updated > 0");
    }

    /** The same of a stream that is embedded in another one, while none of that has changed either. */
    Optional<CensusFacts> unchangedSince(Run run, ChildStream child, StreamDeclaration parent) {
        String changes = "s.stream in (w.stream, '" + parent.name() + "') and s.created + s.updated + s.absent > 0";
        return without(run, child.record().name(), "", changes);
    }

    /**
     * One run at a time writes, and a census is taken when all that its own run has changed is written. Only runs that ended since
     * then or are open can have changed something since; without the lateral's "offset 0" the streams of all runs may be read.
     */
    private Optional<CensusFacts> without(Run run, String stream, String scope, String changes) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                                select census::text from bactrian.watermarks w
                                where integration_id = :integration and stream = :stream and census is not null
                                    and census_scope = :scope
                                    and not exists (
                                        select from (
                                            select ended.id, ended.created_at from bactrian.runs ended
                                            where ended.integration_id = w.integration_id and ended.ended_at > w.census_at
                                            union all
                                            select open.id, open.created_at from bactrian.runs open
                                            where open.integration_id = w.integration_id
                                                and open.state in ('queued', 'running', 'waiting')) r
                                        cross join lateral (
                                            select from bactrian.run_streams s
                                            where s.run_id = r.id
                                                and coalesce(s.changed_at, r.created_at) > w.census_at and <changes>
                                            offset 0) changed)
                                """)
                        .define("changes", changes)
                        .bind("integration", run.integrationId())
                        .bind("stream", stream)
                        .bind("scope", scope)
                        .mapTo(String.class)
                        .findOne())
                .map(CensusTimes::read);
    }

    void taken(Handle handle, Run run, String stream, String scope, CensusFacts facts) {
        if (facts.census() == CensusKind.NONE) {
            return;
        }
        handle.createUpdate("""
                        insert into bactrian.watermarks as w
                            (integration_id, stream, partition, census_at, census, census_scope, updated_at)
                        values (:integration, :stream, '', now(), :facts::jsonb, :scope, now())
                        on conflict (integration_id, stream, partition) do update
                        set census_at = excluded.census_at, census = excluded.census,
                            census_scope = excluded.census_scope, updated_at = now()
                        """)
                .bind("integration", run.integrationId())
                .bind("stream", stream)
                .bind("scope", scope)
                .bind("facts", write(facts))
                .execute();
    }

    private static CensusFacts read(String json) {
        try {
            return JSON.readValue(json, CensusFacts.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored census cannot be read", e);
        }
    }

    private static String write(CensusFacts facts) {
        try {
            return JSON.writeValueAsString(facts);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a census cannot be written as JSON", e);
        }
    }
}
