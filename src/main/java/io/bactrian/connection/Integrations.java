package io.bactrian.connection;

import static io.bactrian.connection.StoredIntegration.COLUMNS;
import static io.bactrian.connection.StoredIntegration.write;

import io.bactrian.access.Caller;
import io.bactrian.connection.Integration.LastFailure;
import io.bactrian.connection.frequency.SyncFrequency;
import io.bactrian.store.ListPosition;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.generic.GenericType;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;

/** Integrations as they are stored, without their credentials. */
final class Integrations {
    private final Jdbi jdbi;

    Integrations(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Which integrations to list; null matches any. */
    public record Filter(
            @Nullable String projectId,
            @Nullable String tool,
            @Nullable String status) {}

    /** Stores an integration; its health is looked at at once. */
    void insert(Handle handle, Attempt attempt, IntegrationStatus status, Instant now) {
        NewIntegration request = attempt.request();
        SyncFrequency frequency = attempt.syncFrequency();
        handle.createUpdate("""
                        insert into bactrian.integrations
                            (id, tool, name, project_id, config, scope, data_mapping, sync_frequency_seconds, sync_cron,
                             status, health, account, permissions, latency_ms, created_at, updated_at, next_sync_at,
                             health_due_at)
                        values (:id, :tool, :name, :project, :config::jsonb, :scope::jsonb, :mapping::jsonb, :seconds, :cron,
                                :status, 'unknown', :account::jsonb, :permissions::jsonb, :latency, :now, :now, :nextSyncAt,
                                now())
                        """)
                .bind("id", attempt.id())
                .bind("tool", attempt.declaration().name())
                .bind("name", request.name())
                .bind("project", request.projectId())
                .bind("config", attempt.config().toString())
                .bind("scope", request.scope() == null ? "{}" : request.scope().toString())
                .bind(
                        "mapping",
                        request.dataMapping() == null
                                ? "[]"
                                : request.dataMapping().toString())
                .bind("seconds", frequency.seconds())
                .bind("cron", frequency.cron())
                .bind("status", status.word())
                .bind("account", write(attempt.account()))
                .bind("permissions", write(attempt.permissions()))
                .bind("latency", attempt.latencyMs())
                .bind("now", now)
                .bind("nextSyncAt", frequency.next(attempt.id(), now))
                .execute();
        handle.createUpdate("insert into work.integrations (integration_id, tool, name) values (:id, :tool, :name)")
                .bind("id", attempt.id())
                .bind("tool", attempt.declaration().name())
                .bind("name", request.name())
                .execute();
    }

    Optional<Integration> find(UUID id) {
        return jdbi.withHandle(handle -> stored(handle)
                        .createQuery(COLUMNS + "where id = :id")
                        .bind("id", id)
                        .mapTo(StoredIntegration.class)
                        .findOne())
                .map(StoredIntegration::toIntegration);
    }

    /** Holds the row until the transaction ends. */
    Optional<Integration> lock(Handle handle, UUID id) {
        return stored(handle)
                .createQuery(COLUMNS + "where id = :id for no key update")
                .bind("id", id)
                .mapTo(StoredIntegration.class)
                .findOne()
                .map(StoredIntegration::toIntegration);
    }

    /** Says that a caller changed it: its version moves, whatever the clock does. */
    void touch(Handle handle, UUID id) {
        handle.createUpdate("""
                        update bactrian.integrations
                        set updated_at = greatest(clock_timestamp(), updated_at + interval '1 millisecond') where id = :id
                        """).bind("id", id).execute();
    }

    /** Has its health looked at when an attempt to connect it is over for certain, in case nobody is left to say how it went. */
    void checkLater(Handle handle, UUID id) {
        handle.createUpdate(
                        "update bactrian.integrations set health_due_at = now() + interval '2 minutes' where id = :id")
                .bind("id", id)
                .execute();
    }

    /** Stores what it is to be; the next sync moves only with the frequency. */
    void update(Handle handle, UUID id, Attempt attempt, boolean frequencyMoved, Instant now) {
        NewIntegration request = attempt.request();
        SyncFrequency frequency = attempt.syncFrequency();
        handle.createUpdate("""
                        update bactrian.integrations
                        set name = :name, project_id = :project, config = :config::jsonb, scope = :scope::jsonb,
                            data_mapping = :mapping::jsonb, sync_frequency_seconds = :seconds, sync_cron = :cron,
                            next_sync_at = case when :frequencyMoved then :nextSyncAt else next_sync_at end
                        where id = :id
                        """)
                .bind("id", id)
                .bind("name", request.name())
                .bind("project", request.projectId())
                .bind("config", attempt.config().toString())
                .bind("scope", request.scope() == null ? "{}" : request.scope().toString())
                .bind(
                        "mapping",
                        request.dataMapping() == null
                                ? "[]"
                                : request.dataMapping().toString())
                .bind("seconds", frequency.seconds())
                .bind("cron", frequency.cron())
                .bind("frequencyMoved", frequencyMoved)
                .bind("nextSyncAt", frequency.next(id, now))
                .execute();
        handle.createUpdate("update work.integrations set name = :name where integration_id = :id")
                .bind("id", id)
                .bind("name", request.name())
                .execute();
    }

    /** Keeps what a test found; one that failed says nothing of account and permissions. */
    void tested(Handle handle, UUID id, ConnectionTest test) {
        handle.createUpdate("""
                        update bactrian.integrations
                        set account = case when :success then :account::jsonb else account end,
                            permissions = case when :success then :permissions::jsonb else permissions end,
                            latency_ms = coalesce(:latency, latency_ms),
                            last_failure = coalesce(:failure::jsonb, last_failure)
                        where id = :id
                        """)
                .bind("id", id)
                .bind("success", test.success())
                .bind("account", write(test.account()))
                .bind("permissions", write(test.permissions()))
                .bind("latency", test.latencyMs())
                .bind("failure", test.failure() == null ? null : write(test.failure()))
                .execute();
    }

    /** What the caller may see, newest first, those after a position. */
    List<Integration> list(Filter filter, Caller caller, int limit, @Nullable ListPosition after) {
        return jdbi.withHandle(handle -> stored(handle)
                .createQuery(COLUMNS + """
                                where (:projectId::text is null or project_id = :projectId)
                                    and (:seesAll or project_id = any(:projects))
                                    and (:tool::text is null or tool = :tool)
                                    and (:status::text is null or status = :status)
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
                .mapTo(StoredIntegration.class)
                .map(StoredIntegration::toIntegration)
                .list());
    }

    void synced(Handle handle, UUID id) {
        handle.createUpdate("update bactrian.integrations set last_sync_at = now() where id = :id")
                .bind("id", id)
                .execute();
    }

    void health(Handle handle, UUID id, HealthStatus health, @Nullable LastFailure failure) {
        handle.createUpdate("""
                        update bactrian.integrations
                        set health = :health, last_failure = coalesce(:failure::jsonb, last_failure)
                        where id = :id
                        """)
                .bind("id", id)
                .bind("health", health.word())
                .bind("failure", failure == null ? null : write(failure))
                .execute();
    }

    /** Adds what the tool told of the account now to what it has told otherwise. */
    void account(Handle handle, UUID id, Map<String, String> account, long latencyMs) {
        handle.createUpdate("""
                        update bactrian.integrations
                        set account = account || :account::jsonb, latency_ms = :latency
                        where id = :id
                        """)
                .bind("id", id)
                .bind("account", write(account))
                .bind("latency", latencyMs)
                .execute();
    }

    /** How many there are of each status. */
    Map<String, Long> census() {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select status, count(*) as integrations from bactrian.integrations group by status")
                .setMapKeyColumn("status")
                .setMapValueColumn("integrations")
                .collectInto(new GenericType<Map<String, Long>>() {}));
    }

    private static Handle stored(Handle handle) {
        return handle.registerRowMapper(ConstructorMapper.factory(StoredIntegration.class));
    }
}
