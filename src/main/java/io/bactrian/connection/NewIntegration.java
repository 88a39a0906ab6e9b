package io.bactrian.connection;

import com.fasterxml.jackson.databind.JsonNode;
import io.bactrian.connection.frequency.SyncFrequency;
import org.jspecify.annotations.Nullable;

/** What a caller says to link an account; checked against the tool's own schemas before anything is sent or stored. */
public record NewIntegration(
        String tool,
        String name,
        @Nullable String projectId,
        JsonNode config,
        JsonNode credentials,
        @Nullable JsonNode scope,
        @Nullable SyncFrequency syncFrequency,
        @Nullable JsonNode dataMapping) {
    /** What is stored, asked for once more. */
    static NewIntegration of(Integration stored, JsonNode credentials) {
        return new NewIntegration(
                stored.tool(),
                stored.name(),
                stored.projectId(),
                stored.config(),
                credentials,
                stored.scope(),
                stored.syncFrequency(),
                stored.dataMapping());
    }
}
