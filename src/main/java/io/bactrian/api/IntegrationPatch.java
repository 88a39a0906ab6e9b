package io.bactrian.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.bactrian.connection.IntegrationChange;
import io.bactrian.connection.frequency.FrequencyRefused;
import io.bactrian.connection.frequency.SyncFrequency;
import io.bactrian.operation.Rejected;
import io.bactrian.operation.Rejected.Mistake;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The body that changes an integration in part: what it leaves out stays, what is JSON null there is taken away. */
record IntegrationPatch(
        @Nullable JsonNode name,
        @Nullable JsonNode projectId,
        @Nullable JsonNode config,
        @Nullable JsonNode credentials,
        @Nullable JsonNode scope,
        @Nullable JsonNode syncFrequency,
        @Nullable JsonNode dataMapping,
        @Nullable JsonNode paused,
        @Nullable JsonNode pauseReason) {
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_REASON = 500;

    IntegrationChange checked() {
        List<Mistake> mistakes = new ArrayList<>();
        SyncFrequency frequency = frequency(mistakes);
        check(mistakes);
        if (!mistakes.isEmpty()) {
            throw Rejected.invalid("The integration cannot be changed as described.", mistakes);
        }
        return new IntegrationChange(
                name == null ? null : name.textValue(),
                projectId,
                config,
                credentials,
                scope,
                frequency,
                dataMapping == null || !dataMapping.isNull() ? dataMapping : JsonNodeFactory.instance.arrayNode(),
                paused == null ? null : Boolean.valueOf(paused.booleanValue()),
                pauseReason == null ? null : pauseReason.textValue());
    }

    private @Nullable SyncFrequency frequency(List<Mistake> mistakes) {
        try {
            return syncFrequency == null ? null : SyncFrequency.of(syncFrequency);
        } catch (FrequencyRefused refused) {
            mistakes.add(new Mistake("/syncFrequency", String.valueOf(refused.getMessage())));
            return null;
        }
    }

    private void check(List<Mistake> mistakes) {
        need(mistakes, name == null || isText(name, LONGEST_NAME), "/name", "must be text of 1 to 200 characters");
        need(
                mistakes,
                projectId == null || projectId.isNull() || isText(projectId, LONGEST_NAME),
                "/projectId",
                "must be text of 1 to 200 characters");
        need(mistakes, config == null || config.isObject(), "/config", "must be an object");
        need(mistakes, credentials == null || credentials.isObject(), "/credentials", "must be an object");
        need(mistakes, scope == null || scope.isNull() || scope.isObject(), "/scope", "must be an object");
        need(
                mistakes,
                dataMapping == null || dataMapping.isNull() || dataMapping.isArray(),
                "/dataMapping",
                "must be a list");
        need(mistakes, paused == null || paused.isBoolean(), "/paused", "must be true or false");
        need(
                mistakes,
                pauseReason == null || pauseReason.isNull() || isText(pauseReason, LONGEST_REASON),
                "/pauseReason",
                "must be text of 1 to 500 characters");
        need(
                mistakes,
                pauseReason == null || pauseReason.isNull() || (paused != null && paused.booleanValue()),
                "/pauseReason",
                "is only for a pause: send paused as true along with it");
    }

    private static boolean isText(JsonNode node, int longest) {
        return node.isTextual()
                && !node.textValue().isBlank()
                && node.textValue().length() <= longest;
    }

    private static void need(List<Mistake> mistakes, boolean met, String pointer, String detail) {
        if (!met) {
            mistakes.add(new Mistake(pointer, detail));
        }
    }

    /** Without the credentials, should it ever be logged. */
    @Override
    public String toString() {
        return "IntegrationPatch[name=" + name + ", paused=" + paused + "]";
    }
}
