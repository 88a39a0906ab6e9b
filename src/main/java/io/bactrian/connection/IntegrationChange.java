package io.bactrian.connection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.connection.frequency.SyncFrequency;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a caller would have changed of an integration; null leaves a part as it is.
 *
 * @param projectId JSON null takes it out of its project
 * @param config merged into what is there
 * @param credentials put in the place of what is there
 * @param scope merged into what is there
 * @param dataMapping put in the place of what is there
 * @param paused whether it is to be paused
 */
public record IntegrationChange(
        @Nullable String name,
        @Nullable JsonNode projectId,
        @Nullable JsonNode config,
        @Nullable JsonNode credentials,
        @Nullable JsonNode scope,
        @Nullable SyncFrequency syncFrequency,
        @Nullable JsonNode dataMapping,
        @Nullable Boolean paused,
        @Nullable String pauseReason) {
    /** A change that was asked for: of what, from which version, and whether it is to be tried before it is stored. */
    public record Request(UUID id, IntegrationChange change, Precondition precondition, boolean connect) {}

    /** The whole integration as it would be, with the credential that it would have. */
    NewIntegration on(Integration before, JsonNode credentials) {
        return new NewIntegration(
                before.tool(),
                name == null ? before.name() : name,
                projectId == null ? before.projectId() : projectId.textValue(),
                merged(before.config(), config),
                credentials,
                merged(before.scope(), scope),
                syncFrequency == null ? before.syncFrequency() : syncFrequency,
                dataMapping == null ? before.dataMapping() : dataMapping);
    }

    /** By RFC 7396: objects field by field, null removes, everything else is replaced. */
    private static JsonNode merged(JsonNode target, @Nullable JsonNode patch) {
        if (patch == null) {
            return target;
        }
        if (!patch.isObject()) {
            return patch;
        }
        ObjectNode result = target.isObject() ? target.deepCopy() : JsonNodeFactory.instance.objectNode();
        patch.properties().forEach(field -> {
            if (field.getValue().isNull()) {
                result.remove(field.getKey());
            } else {
                result.set(field.getKey(), merged(result.path(field.getKey()), field.getValue()));
            }
        });
        return result;
    }

    /** Without the credentials, should it ever be logged. */
    @Override
    public String toString() {
        return "IntegrationChange[name=" + name + ", paused=" + paused + "]";
    }
}
