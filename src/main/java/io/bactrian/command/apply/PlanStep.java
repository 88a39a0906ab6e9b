package io.bactrian.command.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * One thing that apply does.
 *
 * @param integration what is declared, or what is stored and is to go
 * @param stored id of the stored one; null when there is none yet
 * @param change what is to be merged into the stored one, but for its credentials
 * @param sendsCredentials whether the declared credentials go along
 */
record PlanStep(
        Action action, JsonNode integration, @Nullable String stored, ObjectNode change, boolean sendsCredentials) {
    enum Action {
        create,
        update,
        unchanged,
        delete
    }

    boolean isChange() {
        return action != Action.unchanged;
    }

    /** How it is shown, without any value, since values may come from the environment. */
    ObjectNode shown() {
        ObjectNode shown = JsonNodeFactory.instance
                .objectNode()
                .put("action", action.name())
                .put("name", integration.path("name").asText())
                .put("projectId", integration.path("projectId").textValue())
                .put("tool", integration.path("tool").asText());
        String changes = StreamSupport.stream(((Iterable<String>) change::fieldNames).spliterator(), false)
                .collect(Collectors.joining(", "));
        return shown.put(
                "changes",
                sendsCredentials && stored != null ? (changes + ", credentials").replaceAll("^, ", "") : changes);
    }
}
