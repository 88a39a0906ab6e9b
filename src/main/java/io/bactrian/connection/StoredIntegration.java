package io.bactrian.connection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.bactrian.connection.Integration.LastFailure;
import io.bactrian.connection.Integration.StreamPermission;
import io.bactrian.connection.frequency.SyncFrequency;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code bactrian.integrations}. */
public record StoredIntegration(
        UUID id,
        String tool,
        String name,
        @Nullable String projectId,
        String config,
        String scope,
        String dataMapping,
        long syncFrequencySeconds,
        @Nullable String syncCron,
        String status,
        @Nullable String pauseReason,
        String health,
        String account,
        String permissions,
        @Nullable Long latencyMs,
        @Nullable String lastFailure,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant lastSyncAt,
        @Nullable Instant nextSyncAt) {
    /** What is not synced by itself has no next sync. */
    static final String COLUMNS = """
            select id, tool, name, project_id, config::text as config, scope::text as scope,
                   data_mapping::text as data_mapping, sync_frequency_seconds, sync_cron, status, pause_reason, health,
                   account::text as account, permissions::text as permissions, latency_ms,
                   last_failure::text as last_failure, created_at, updated_at, last_sync_at,
                   case when status in ('connected', 'failing') then next_sync_at end as next_sync_at
            from bactrian.integrations
            """;

    private static final ObjectMapper JSON =
            JsonMapper.builder().addModule(new JavaTimeModule()).build();

    Integration toIntegration() {
        return new Integration(
                id,
                tool,
                name,
                projectId,
                tree(config),
                tree(scope),
                tree(dataMapping),
                SyncFrequency.of(syncFrequencySeconds, syncCron),
                IntegrationStatus.of(status),
                pauseReason,
                HealthStatus.of(health),
                tree(account),
                JSON.convertValue(tree(permissions), new TypeReference<List<StreamPermission>>() {}),
                latencyMs,
                lastFailure == null ? null : JSON.convertValue(tree(lastFailure), LastFailure.class),
                createdAt,
                updatedAt,
                lastSyncAt,
                nextSyncAt);
    }

    static String write(Object value) {
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
}
