package io.bactrian.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.bactrian.access.Caller;
import io.bactrian.consistency.Certificate;
import io.bactrian.store.Alongside;
import io.bactrian.store.ListPosition;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;

/** Runs, their counts and their timeline as they are stored. */
final class RunRepository {
    private static final ObjectMapper JSON =
            JsonMapper.builder().addModule(new JavaTimeModule()).build();
    private static final String COLUMNS = """
            select id, integration_id, kind, mode, state, outcome, streams, sample, failure::text as failure, cancel_requested,
                   created_at, started_at, ended_at, due_at, certificate::text as certificate,
                   (select jsonb_agg(jsonb_build_object(
                       'stream', s.stream, 'fetched', s.fetched, 'created', s.created, 'updated', s.updated,
                       'unchanged', s.unchanged, 'absent', s.absent, 'quarantined', s.quarantined,
                       'requests', s.requests, 'bytes', s.bytes) order by s.stream)
                    from bactrian.run_streams s where s.run_id = runs.id)::text as stream_reports
            from bactrian.runs
            """;

    private final Jdbi jdbi;

    RunRepository(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** A row of {@code bactrian.runs}. */
    public record Stored(
            UUID id,
            UUID integrationId,
            String kind,
            String mode,
            String state,
            @Nullable String outcome,
            List<String> streams,
            @Nullable Integer sample,
            @Nullable String failure,
            boolean cancelRequested,
            Instant createdAt,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt,
            @Nullable Instant dueAt,
            @Nullable String certificate,
            @Nullable String streamReports) {}

    /** What commands a run: whether to end, whether to rest, and since when its integration is as it is. */
    public record Orders(boolean cancelRequested, boolean paused, Instant configuredAt) {}

    /** Which runs to list; null matches any. */
    public record Filter(
            @Nullable UUID integrationId,
            @Nullable String kind,
            @Nullable String outcome) {}

    /** The active run of a kind, made when there is none; a person's asking puts it before those that nobody asked for. */
    UUID request(Wanted wanted, Alongside alongside) {
        return jdbi.inTransaction(handle -> {
            alongside.write(handle);
            return handle.createQuery("""
                            insert into bactrian.runs (id, integration_id, kind, mode, state, streams, sample, requested, created_at)
                            values (:id, :integration, :kind, :mode, 'queued', :streams, :sample, true, now())
                            on conflict (integration_id, kind) where state in ('queued', 'running', 'waiting')
                            do update set requested = true
                            returning id
                            """)
                    .bind("id", UUID.randomUUID())
                    .bind("integration", wanted.integrationId())
                    .bind("kind", wanted.kind().word())
                    .bind("mode", wanted.mode().word())
                    .bind("sample", wanted.sample())
                    .bindArray("streams", String.class, wanted.streams())
                    .mapTo(UUID.class)
                    .one();
        });
    }

    Optional<Stored> find(UUID id) {
        return jdbi.withHandle(handle -> stored(handle)
                .createQuery(COLUMNS + "where id = :id")
                .bind("id", id)
                .mapTo(Stored.class)
                .findOne());
    }

    /** What a run has to know of those who command it; empty when it or its integration is gone. */
    Optional<Orders> orders(UUID id) {
        return jdbi.withHandle(handle -> handle.registerRowMapper(ConstructorMapper.factory(Orders.class))
                .createQuery("""
                        select r.cancel_requested, i.status = 'paused' as paused, i.updated_at as configured_at
                        from bactrian.runs r join bactrian.integrations i on i.id = r.integration_id
                        where r.id = :id
                        """)
                .bind("id", id)
                .mapTo(Orders.class)
                .findOne());
    }

    /** What the caller may see, newest first, those after a position. */
    List<Stored> list(Filter filter, Caller caller, int limit, @Nullable ListPosition after) {
        return jdbi.withHandle(handle -> stored(handle)
                .createQuery(COLUMNS + """
                                where (:integrationId::uuid is null or integration_id = :integrationId)
                                    and (:seesAll or integration_id in (
                                        select id from bactrian.integrations where project_id = any(:projects)))
                                    and (:kind::text is null or kind = :kind)
                                    and (:outcome::text is null or outcome = :outcome)
                                    and (:afterId::uuid is null or (created_at, id) < (:afterTime, :afterId))
                                order by created_at desc, id desc
                                limit :limit
                                """)
                .bindMethods(filter)
                .bind("seesAll", caller.projects() == null)
                .bindArray("projects", String.class, caller.projects() == null ? Set.of() : caller.projects())
                .bind("afterTime", after == null ? null : after.createdAt())
                .bind("afterId", after == null ? null : after.id())
                .bind("limit", limit)
                .mapTo(Stored.class)
                .list());
    }

    private static Handle stored(Handle handle) {
        return handle.registerRowMapper(ConstructorMapper.factory(Stored.class));
    }

    /** Returns whether the run is under way now; one that was cancelled or put off meanwhile stays so. */
    boolean started(UUID id) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                                update bactrian.runs
                                set state = 'running', started_at = coalesce(started_at, now()), due_at = null,
                                    reserved_until = null
                                where id = :id and ended_at is null and (due_at is null or due_at <= now())
                                """).bind("id", id).execute() > 0);
    }

    /** How a run stands that was to be put off. */
    public record PutOff(String state, @Nullable Instant dueAt) {}

    /**
     * Lets a run go on later: at once when {@code dueAt} is null. One whose cancel was asked for meanwhile is cancelled;
     * empty when it was over already.
     */
    Optional<PutOff> postpone(
            Handle handle, UUID id, RunState state, @Nullable Instant dueAt, RunReport.@Nullable FailureReport why) {
        return handle.registerRowMapper(ConstructorMapper.factory(PutOff.class))
                .createQuery("""
                        update bactrian.runs
                        set state = case when cancel_requested then 'cancelled' else :state end,
                            ended_at = case when cancel_requested then now() end,
                            due_at = case when cancel_requested then null else :dueAt::timestamptz end,
                            failure = :failure::jsonb
                        where id = :id and ended_at is null
                        returning state, due_at
                        """)
                .bind("id", id)
                .bind("state", state.word())
                .bind("dueAt", dueAt)
                .bind("failure", json(why))
                .mapTo(PutOff.class)
                .findOne();
    }

    /** Returns whether the run ended with this; one that is over stays as it ended. */
    boolean ended(
            Handle handle,
            UUID id,
            RunState state,
            @Nullable RunOutcome outcome,
            @Nullable Certificate certificate,
            RunReport.@Nullable FailureReport failure) {
        return handle.createUpdate("""
                        update bactrian.runs
                        set state = :state, outcome = :outcome, certificate = :certificate::jsonb,
                            failure = :failure::jsonb, ended_at = now(), due_at = null
                        where id = :id and ended_at is null
                        """)
                        .bind("id", id)
                        .bind("state", state.word())
                        .bind("outcome", outcome == null ? null : outcome.word())
                        .bind("certificate", json(certificate))
                        .bind("failure", json(failure))
                        .execute()
                > 0;
    }

    /** Returns whether the run had not begun, and so is over with that. */
    boolean cancel(UUID id, Alongside alongside) {
        return jdbi.inTransaction(handle -> {
            alongside.write(handle);
            return handle.createUpdate("""
                                update bactrian.runs
                                set cancel_requested = true,
                                    state = case when state in ('queued', 'waiting') then 'cancelled' else state end,
                                    ended_at = case when state in ('queued', 'waiting') then now() end
                                where id = :id and state in ('queued', 'running', 'waiting')
                                """).bind("id", id).execute() > 0;
        });
    }

    /** The same for all runs of an integration. */
    void cancelAll(UUID integrationId) {
        jdbi.useHandle(handle ->
                handle.createUpdate("""
                        update bactrian.runs
                        set cancel_requested = true,
                            state = case when state in ('queued', 'waiting') then 'cancelled' else state end,
                            ended_at = case when state in ('queued', 'waiting') then now() end
                        where integration_id = :integration and state in ('queued', 'running', 'waiting')
                        """).bind("integration", integrationId).execute());
    }

    void note(UUID runId, String step, @Nullable String stream, @Nullable String detail) {
        jdbi.useHandle(handle -> note(handle, runId, step, stream, detail));
    }

    void note(Handle handle, UUID runId, String step, @Nullable String stream, @Nullable String detail) {
        handle.createUpdate("""
                        insert into bactrian.run_steps (run_id, at, step, stream, detail)
                        values (:run, now(), :step, :stream, :detail)
                        """)
                .bind("run", runId)
                .bind("step", step)
                .bind("stream", stream)
                .bind("detail", detail)
                .execute();
    }

    List<TimelineEntry> timeline(UUID runId) {
        return jdbi.withHandle(handle -> handle.registerRowMapper(ConstructorMapper.factory(TimelineEntry.class))
                .createQuery("select at, step, stream, detail from bactrian.run_steps where run_id = :run order by id")
                .bind("run", runId)
                .mapTo(TimelineEntry.class)
                .list());
    }

    static @Nullable String json(@Nullable Object value) {
        try {
            return value == null ? null : JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a value of ours cannot be written as JSON", e);
        }
    }

    static <T> @Nullable T read(@Nullable String json, Class<T> type) {
        try {
            return json == null ? null : JSON.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored value of ours cannot be read", e);
        }
    }
}
