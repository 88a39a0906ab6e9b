package io.bactrian.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.bactrian.connection.HealthStatus;
import io.bactrian.connection.Integration;
import io.bactrian.connection.Integration.LastFailure;
import io.bactrian.connection.IntegrationStatus;
import io.bactrian.connection.frequency.SyncFrequency;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The live side of an integration as it is shown. */
record ConnectionView(
        UUID connectionId,
        String toolType,
        IntegrationStatus status,
        HealthStatus health,
        JsonNode config,
        @Nullable Instant lastSync,
        @Nullable Instant nextSync,
        SyncFrequency syncFrequency,
        JsonNode dataMapping,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Long latencyMs,
        @Nullable LastFailure lastFailure) {
    static ConnectionView of(Integration integration) {
        return new ConnectionView(
                integration.id(),
                integration.tool(),
                integration.status(),
                integration.health(),
                integration.config(),
                integration.lastSyncAt(),
                integration.nextSyncAt(),
                integration.syncFrequency(),
                integration.dataMapping(),
                integration.createdAt(),
                integration.updatedAt(),
                integration.latencyMs(),
                integration.lastFailure());
    }
}
