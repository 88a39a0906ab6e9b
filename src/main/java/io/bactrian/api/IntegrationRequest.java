package io.bactrian.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.bactrian.connection.NewIntegration;
import io.bactrian.connection.frequency.FrequencyRefused;
import io.bactrian.connection.frequency.SyncFrequency;
import io.bactrian.operation.Rejected;
import io.bactrian.operation.Rejected.Mistake;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The body that links an account; what it has to hold is checked here, what its tool wants in it by the service. */
record IntegrationRequest(
        @Nullable String tool,
        @Nullable String name,
        @Nullable String projectId,
        @Nullable JsonNode config,
        @Nullable JsonNode credentials,
        @Nullable JsonNode scope,
        @Nullable JsonNode syncFrequency,
        @Nullable JsonNode dataMapping) {
    private static final int LONGEST_NAME = 200;

    NewIntegration checked() {
        List<Mistake> mistakes = mistakes();
        if (!mistakes.isEmpty()) {
            throw Rejected.invalid("The integration cannot be made as described.", mistakes);
        }
        return new NewIntegration(
                Objects.requireNonNull(tool),
                Objects.requireNonNull(name),
                projectId,
                Objects.requireNonNull(config),
                Objects.requireNonNull(credentials),
                given(scope) ? scope : null,
                SyncFrequency.of(syncFrequency),
                given(dataMapping) ? dataMapping : null);
    }

    private List<Mistake> mistakes() {
        List<Mistake> mistakes = new ArrayList<>();
        need(mistakes, tool != null && !tool.isBlank(), "/tool", "is required");
        need(mistakes, isShort(tool), "/tool", "is longer than 200 characters");
        need(mistakes, name != null && !name.isBlank(), "/name", "is required");
        need(mistakes, isShort(name), "/name", "is longer than 200 characters");
        need(mistakes, isShort(projectId), "/projectId", "is longer than 200 characters");
        need(mistakes, config != null && config.isObject(), "/config", "is required and must be an object");
        need(
                mistakes,
                credentials != null && credentials.isObject(),
                "/credentials",
                "is required and must be an object");
        need(mistakes, scope == null || scope.isNull() || scope.isObject(), "/scope", "must be an object");
        addFrequency(mistakes);
        need(
                mistakes,
                dataMapping == null || dataMapping.isNull() || dataMapping.isArray(),
                "/dataMapping",
                "must be a list");
        return mistakes;
    }

    private static void need(List<Mistake> mistakes, boolean met, String pointer, String detail) {
        if (!met) {
            mistakes.add(new Mistake(pointer, detail));
        }
    }

    private static boolean isShort(@Nullable String text) {
        return text == null || text.length() <= LONGEST_NAME;
    }

    private static boolean given(@Nullable JsonNode node) {
        return node != null && !node.isNull();
    }

    private void addFrequency(List<Mistake> mistakes) {
        try {
            SyncFrequency.of(syncFrequency);
        } catch (FrequencyRefused refused) {
            mistakes.add(new Mistake("/syncFrequency", String.valueOf(refused.getMessage())));
        }
    }

    /** Without the credentials, should it ever be logged. */
    @Override
    public String toString() {
        return "IntegrationRequest[tool=" + tool + ", name=" + name + "]";
    }
}
