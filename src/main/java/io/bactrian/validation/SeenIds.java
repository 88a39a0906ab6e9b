package io.bactrian.validation;

import io.bactrian.run.Run;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** What a validation has seen of each record so far, kept in the database so that memory does not grow with it. */
final class SeenIds {
    private static final String HELD = """
            select external_id from work.records
            where integration_id = :integration and stream = :stream and absence = 'present'
            """;

    private final Jdbi jdbi;

    SeenIds(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    void clear(Handle handle, Run run, String stream) {
        handle.createUpdate("delete from bactrian.validation_ids where run_id = :run and stream = :stream")
                .bind("run", run.id())
                .bind("stream", stream)
                .execute();
    }

    void listed(Handle handle, Run run, String stream, Collection<String> ids) {
        add(handle, run, stream, ids, true, false);
    }

    /** These are to be looked at once more. */
    void doubt(Handle handle, Run run, String stream, Collection<String> ids) {
        add(handle, run, stream, ids, false, true);
    }

    private static void add(
            Handle handle, Run run, String stream, Collection<String> ids, boolean listed, boolean doubtful) {
        handle.createUpdate("""
                        insert into bactrian.validation_ids as v (run_id, stream, external_id, listed, doubtful)
                        select distinct :run, :stream, id, :listed, :doubtful from unnest(:ids::text[]) as id
                        on conflict (run_id, stream, external_id) do update
                        set listed = v.listed or excluded.listed, doubtful = v.doubtful or excluded.doubtful
                        """)
                .bind("run", run.id())
                .bind("stream", stream)
                .bindArray("ids", String.class, ids.toArray())
                .bind("listed", listed)
                .bind("doubtful", doubtful)
                .execute();
    }

    /** Doubts every record that only one side lists. */
    void doubtOneSided(Handle handle, Run run, String stream) {
        handle.createUpdate("""
                        insert into bactrian.validation_ids as v (run_id, stream, external_id, listed, doubtful)
                        select :run, :stream, external_id, false, true from (%s except
                            select external_id from bactrian.validation_ids
                            where run_id = :run and stream = :stream and listed) as extra
                        on conflict (run_id, stream, external_id) do update set doubtful = true
                        """.formatted(HELD))
                .bind("run", run.id())
                .bind("integration", run.integrationId())
                .bind("stream", stream)
                .execute();
        handle.createUpdate("""
                        update bactrian.validation_ids as v set doubtful = true
                        where run_id = :run and stream = :stream and listed and not exists (
                            select from work.records r
                            where r.integration_id = :integration and r.stream = v.stream
                                and r.external_id = v.external_id and r.absence = 'present')
                        """)
                .bind("run", run.id())
                .bind("integration", run.integrationId())
                .bind("stream", stream)
                .execute();
    }

    /** Doubts every record that an earlier run found different. */
    void doubtInconsistent(Handle handle, Run run, String stream) {
        handle.createUpdate("""
                        insert into bactrian.validation_ids as v (run_id, stream, external_id, listed, doubtful)
                        select distinct :run, :stream, external_id, false, true from bactrian.inconsistencies
                        where integration_id = :integration and stream = :stream
                            and resolved_at is null and superseded_at is null
                        on conflict (run_id, stream, external_id) do update set doubtful = true
                        """)
                .bind("run", run.id())
                .bind("integration", run.integrationId())
                .bind("stream", stream)
                .execute();
    }

    List<String> doubtful(Run run, String stream, String after, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select external_id from bactrian.validation_ids
                        where run_id = :run and stream = :stream and doubtful and external_id > :after
                        order by external_id limit :limit
                        """)
                .bind("run", run.id())
                .bind("stream", stream)
                .bind("after", after)
                .bind("limit", limit)
                .mapTo(String.class)
                .list());
    }

    Set<String> doubtfulAmong(Run run, String stream, Collection<String> ids) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select external_id from bactrian.validation_ids
                        where run_id = :run and stream = :stream and doubtful and external_id = any(:ids)
                        """)
                .bind("run", run.id())
                .bind("stream", stream)
                .bindArray("ids", String.class, ids.toArray())
                .mapTo(String.class)
                .set());
    }

    /** These have been looked at; {@code listed} says whether the tool counts as having them. */
    void settle(Handle handle, Run run, String stream, Collection<String> ids, boolean listed) {
        handle.createUpdate("""
                        update bactrian.validation_ids set doubtful = false, listed = :listed
                        where run_id = :run and stream = :stream and external_id = any(:ids)
                        """)
                .bind("run", run.id())
                .bind("stream", stream)
                .bindArray("ids", String.class, ids.toArray())
                .bind("listed", listed)
                .execute();
    }

    long countListed(Handle handle, Run run, String stream) {
        return handle.createQuery("""
                        select count(*) from bactrian.validation_ids where run_id = :run and stream = :stream and listed
                        """)
                .bind("run", run.id())
                .bind("stream", stream)
                .mapTo(Long.class)
                .one();
    }

    long countHeld(Handle handle, Run run, String stream) {
        return handle.createQuery("select count(*) from (" + HELD + ") as held")
                .bind("integration", run.integrationId())
                .bind("stream", stream)
                .mapTo(Long.class)
                .one();
    }

    /** Up to when the stream has been read, by the tool's clock; null when it never was. */
    @Nullable
    Instant readUpTo(Run run, String stream) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select min(watermark) from bactrian.watermarks
                        where integration_id = :integration and stream = :stream
                        """)
                .bind("integration", run.integrationId())
                .bind("stream", stream)
                .mapTo(Instant.class)
                .findOne()
                .orElse(null));
    }
}
