package io.bactrian.connection;

import com.fasterxml.jackson.databind.JsonNode;
import io.bactrian.connection.frequency.SyncFrequency;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A stored, configured link to one account of one tool; its credential is kept apart and never shown.
 *
 * @param account what the tool told about the account, for instance its time zone
 * @param permissions what the account may read, stream by stream
 * @param pauseReason why a person paused it, if it is paused and he said why
 */
public record Integration(
        UUID id,
        String tool,
        String name,
        @Nullable String projectId,
        JsonNode config,
        JsonNode scope,
        JsonNode dataMapping,
        SyncFrequency syncFrequency,
        IntegrationStatus status,
        @Nullable String pauseReason,
        HealthStatus health,
        JsonNode account,
        List<StreamPermission> permissions,
        @Nullable Long latencyMs,
        @Nullable LastFailure lastFailure,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant lastSyncAt,
        @Nullable Instant nextSyncAt) {
    /** What the tool told of the account when it was asked last. */
    public Map<String, String> told() {
        Map<String, String> told = new HashMap<>();
        account.properties()
                .forEach(value -> told.put(value.getKey(), value.getValue().asText()));
        return told;
    }

    /** Whether a stream may be read, and why not. */
    public record StreamPermission(
            String stream,
            boolean readable,
            @Nullable String category,
            @Nullable String reason) {}

    /** The last failure of the connection. */
    public record LastFailure(String category, String message, Instant at) {}
}
