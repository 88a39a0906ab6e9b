package io.bactrian.command.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.command.Api;
import io.bactrian.command.CommandFailed;
import io.bactrian.command.apply.PlanStep.Action;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What has to be done to make the stored integrations those that are declared. */
final class Plan {
    private static final int ALL = Integer.MAX_VALUE;
    private static final String REAUTHORIZE = "reauthorize";

    private final Api api;
    private final Placeholders placeholders;
    private final Map<String, JsonNode> schemas = new HashMap<>();

    Plan(Api api, Placeholders placeholders) {
        this.api = api;
        this.placeholders = placeholders;
    }

    /**
     * @param prune whether what is stored and not declared goes
     * @param withCredentials whether credentials are sent although they seem to be good; what is stored is told to nobody
     */
    List<PlanStep> steps(List<ObjectNode> declared, boolean prune, boolean withCredentials)
            throws InterruptedException {
        Map<String, JsonNode> stored = stored(declared);
        List<PlanStep> steps = new ArrayList<>();
        for (ObjectNode integration : declared) {
            JsonNode there = stored.remove(DeclaredIntegrations.key(integration));
            steps.add(there == null ? creation(integration) : comparison(integration, there, withCredentials));
        }
        if (prune) {
            stored.values()
                    .forEach(left -> steps.add(new PlanStep(
                            Action.delete,
                            left,
                            left.path("id").asText(),
                            JsonNodeFactory.instance.objectNode(),
                            false)));
        }
        return steps;
    }

    private Map<String, JsonNode> stored(List<ObjectNode> declared) throws InterruptedException {
        Set<String> wanted =
                Set.copyOf(declared.stream().map(DeclaredIntegrations::key).toList());
        Map<String, JsonNode> stored = new LinkedHashMap<>();
        for (JsonNode integration : api.list("/integrations", Map.of(), ALL).path("items")) {
            String key = DeclaredIntegrations.key(integration);
            if (stored.putIfAbsent(key, integration) != null && wanted.contains(key)) {
                throw CommandFailed.configuration(
                        "two stored integrations are called "
                                + integration.path("name").asText(),
                        "rename one of them, so that the file can mean the other");
            }
        }
        return stored;
    }

    private PlanStep creation(ObjectNode declared) {
        return new PlanStep(
                Action.create, declared, null, JsonNodeFactory.instance.objectNode(), declared.has("credentials"));
    }

    private PlanStep comparison(ObjectNode declared, JsonNode stored, boolean withCredentials)
            throws InterruptedException {
        if (!declared.path("tool").equals(stored.path("tool"))) {
            throw CommandFailed.configuration(
                    declared.path("name").asText() + " is of the tool "
                            + stored.path("tool").asText() + ", which cannot be changed",
                    "give the other one another name");
        }
        ObjectNode change = change(declared, stored);
        boolean sends = declared.has("credentials")
                && (withCredentials
                        || change.path("config").has("baseUrl")
                        || stored.path("status").asText().equals(REAUTHORIZE));
        Action action = change.isEmpty() && !sends ? Action.unchanged : Action.update;
        return new PlanStep(action, declared, stored.path("id").asText(), change, sends);
    }

    private ObjectNode change(ObjectNode declared, JsonNode stored) throws InterruptedException {
        ObjectNode from = JsonNodeFactory.instance.objectNode();
        ObjectNode to = JsonNodeFactory.instance.objectNode();
        compare(from, to, "config", stored.path("config"), config(declared));
        compare(from, to, "scope", stored.path("scope"), or(declared, "scope", JsonNodeFactory.instance.objectNode()));
        compare(
                from,
                to,
                "syncFrequency",
                stored.path("syncFrequency"),
                or(declared, "syncFrequency", IntNode.valueOf(0)));
        compare(
                from,
                to,
                "dataMapping",
                stored.path("dataMapping"),
                or(declared, "dataMapping", JsonNodeFactory.instance.arrayNode()));
        compare(from, to, "paused", BooleanNode.valueOf(isPaused(stored)), or(declared, "paused", BooleanNode.FALSE));
        return MergePatch.between(from, to);
    }

    static boolean isPaused(JsonNode stored) {
        return stored.path("status").asText().equals("paused");
    }

    private static void compare(ObjectNode from, ObjectNode to, String name, JsonNode there, JsonNode wanted) {
        from.set(name, there.isMissingNode() ? NullNode.getInstance() : there);
        to.set(name, wanted);
    }

    private JsonNode or(ObjectNode declared, String name, JsonNode usual) {
        JsonNode value = declared.path(name);
        return value.isMissingNode() || value.isNull() ? usual : placeholders.resolved(value);
    }

    /** The declared configuration as the service stores it: with the tool's defaults. */
    private JsonNode config(ObjectNode declared) throws InterruptedException {
        ObjectNode config = (ObjectNode) placeholders.resolved(declared.path("config"));
        for (Map.Entry<String, JsonNode> property :
                schema(declared.path("tool").asText()).path("properties").properties()) {
            JsonNode usual = property.getValue().path("default");
            if (!usual.isMissingNode() && !config.has(property.getKey())) {
                config.set(property.getKey(), usual);
            }
        }
        return config;
    }

    private JsonNode schema(String tool) throws InterruptedException {
        JsonNode known = schemas.get(tool);
        if (known == null) {
            known = api.get("/tools/" + Api.encoded(tool)).path("config");
            schemas.put(tool, known);
        }
        return known;
    }
}
