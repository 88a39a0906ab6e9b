package io.bactrian.connection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.bactrian.connection.Integration.LastFailure;
import io.bactrian.connection.Integration.StreamPermission;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;

/** Integrations as they are stored, without their credentials. */
final class Integrations {
    private static final ObjectMapper JSON =
            JsonMapper.builder().addModule(new JavaTimeModule()).build();
    private static final String COLUMNS = """
            select id, tool, name, project_id, config::text as config, scope::text as scope,
                   data_mapping::text as data_mapping, sync_frequency_seconds, status, health, account::text as account,
                   permissions::text as permissions, latency_ms, last_failure::text as last_failure, created_at, updated_at,
                   last_sync_at, next_sync_at
            from bactrian.integrations
            """;

    private final Jdbi jdbi;

    Integrations(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Which integrations to list; null matches any. */
    public record Filter(
            @Nullable String projectId,
            @Nullable String tool,
            @Nullable String status) {}

    /** A row of {@code bactrian.integrations}. */
    public record Stored(
            UUID id,
            String tool,
            String name,
            @Nullable String projectId,
            String config,
            String scope,
            String dataMapping,
            long syncFrequencySeconds,
            String status,
            String health,
            String account,
            String permissions,
            @Nullable Long latencyMs,
            @Nullable String lastFailure,
            Instant createdAt,
            Instant updatedAt,
            @Nullable Instant lastSyncAt,
            @Nullable Instant nextSyncAt) {
        Integration toIntegration() {
            return new Integration(
                    id,
                    tool,
                    name,
                    projectId,
                    tree(config),
                    tree(scope),
                    tree(dataMapping),
                    syncFrequencySeconds,
                    IntegrationStatus.of(status),
                    HealthStatus.of(health),
                    tree(account),
                    Integrations.permissions(permissions),
                    latencyMs,
                    lastFailure == null ? null : JSON.convertValue(tree(lastFailure), LastFailure.class),
                    createdAt,
                    updatedAt,
                    lastSyncAt,
                    nextSyncAt);
        }
    }

    /** Stores an integration; a connected one is due at once. */
    void insert(Handle handle, Attempt attempt, IntegrationStatus status) {
        NewIntegration request = attempt.request();
        Long frequency = request.syncFrequencySeconds();
        handle.createUpdate("""
                        insert into bactrian.integrations
                            (id, tool, name, project_id, config, scope, data_mapping, sync_frequency_seconds, status, health,
                             account, permissions, latency_ms, created_at, updated_at, next_sync_at, health_due_at)
                        values (:id, :tool, :name, :project, :config::jsonb, :scope::jsonb, :mapping::jsonb, :frequency,
                                :status, 'unknown', :account::jsonb, :permissions::jsonb, :latency, now(), now(),
                                case when :frequency > 0 then now() + make_interval(secs => :frequency) end, now())
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
                .bind("frequency", frequency == null ? 0L : frequency)
                .bind("status", status.word())
                .bind("account", write(attempt.account()))
                .bind("permissions", write(attempt.permissions()))
                .bind("latency", attempt.latencyMs())
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
                        .mapTo(Stored.class)
                        .findOne())
                .map(Stored::toIntegration);
    }

    /** Newest first, those created before {@code before}. */
    List<Integration> list(Filter filter, int limit, @Nullable Instant before) {
        return jdbi.withHandle(handle -> stored(handle)
                .createQuery(COLUMNS + """
                                where (:projectId::text is null or project_id = :projectId)
                                    and (:tool::text is null or tool = :tool)
                                    and (:status::text is null or status = :status)
                                    and (:before::timestamptz is null or created_at < :before)
                                order by created_at desc
                                limit :limit
                                """)
                .bindMethods(filter)
                .bind("before", before)
                .bind("limit", limit)
                .mapTo(Stored.class)
                .map(Stored::toIntegration)
                .list());
    }

    /** The integrations that calls may be made for. */
    List<Integration> active() {
        return jdbi.withHandle(handle -> stored(handle)
                .createQuery(COLUMNS + "where status <> 'disconnected'")
                .mapTo(Stored.class)
                .map(Stored::toIntegration)
                .list());
    }

    void synced(UUID id) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        update bactrian.integrations
                        set last_sync_at = now(),
                            next_sync_at = case when sync_frequency_seconds > 0
                                then now() + make_interval(secs => sync_frequency_seconds) end
                        where id = :id
                        """).bind("id", id).execute());
    }

    void state(UUID id, IntegrationStatus status, HealthStatus health, @Nullable LastFailure failure) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        update bactrian.integrations
                        set status = :status, health = :health, last_failure = coalesce(:failure::jsonb, last_failure)
                        where id = :id
                        """)
                .bind("id", id)
                .bind("status", status.word())
                .bind("health", health.word())
                .bind("failure", failure == null ? null : write(failure))
                .execute());
    }

    void account(UUID id, java.util.Map<String, String> account, long latencyMs) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "update bactrian.integrations set account = :account::jsonb, latency_ms = :latency where id = :id")
                .bind("id", id)
                .bind("account", write(account))
                .bind("latency", latencyMs)
                .execute());
    }

    private static Handle stored(Handle handle) {
        return handle.registerRowMapper(ConstructorMapper.factory(Stored.class));
    }

    private static String write(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a value of ours cannot be written as JSON", e);
        }
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored value of ours cannot be read", e);
        }
    }

    private static List<StreamPermission> permissions(String json) {
        return JSON.convertValue(tree(json), new TypeReference<List<StreamPermission>>() {});
    }
}
