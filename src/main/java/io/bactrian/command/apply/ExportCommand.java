package io.bactrian.command.apply;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.command.ExitCode;
import io.bactrian.command.ServiceOptions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Writes the stored integrations as a file that apply takes. */
@Command(
        name = "export",
        description = "Prints the integrations as YAML for apply, with a placeholder for each credential.",
        mixinStandardHelpOptions = true,
        footer = {
            "%nEach credential stands as ${env:NAME}: set that variable to its JSON, such as {\"token\": \"...\"}.",
            "%nExample:",
            "  bactrian export > integrations.yaml"
        })
public final class ExportCommand implements Callable<Integer> {
    private static final List<String> KEPT = List.of("config", "scope", "syncFrequency", "dataMapping");

    @Mixin
    private ServiceOptions service;

    @Override
    public Integer call() throws InterruptedException {
        List<JsonNode> stored = new ArrayList<>();
        service.api()
                .list("/integrations", Map.of(), Integer.MAX_VALUE)
                .path("items")
                .forEach(stored::add);
        // By what they are known by, so that two exports can be compared line by line.
        stored.sort(Comparator.comparing(DeclaredIntegrations::key));
        ArrayNode declared = JsonNodeFactory.instance.arrayNode();
        Set<String> variables = new HashSet<>();
        stored.forEach(integration -> declared.add(declared(integration, variables)));
        if (service.isJson()) {
            service.print(declared);
        } else {
            service.out().print(yaml(declared));
            service.out().flush();
        }
        return ExitCode.OK;
    }

    private static ObjectNode declared(JsonNode stored, Set<String> variables) {
        ObjectNode declared = JsonNodeFactory.instance.objectNode();
        declared.set("name", stored.path("name"));
        if (stored.path("projectId").isTextual()) {
            declared.set("projectId", stored.path("projectId"));
        }
        declared.set("tool", stored.path("tool"));
        for (String name : KEPT) {
            if (!stored.path(name).isContainerNode() || !stored.path(name).isEmpty()) {
                declared.set(name, stored.path(name));
            }
        }
        if (Plan.isPaused(stored)) {
            declared.put("paused", true);
        }
        return declared.put("credentials", Placeholders.named(variable(stored, variables)));
    }

    /** A name of its own for each: two that are spelt alike must not get each other's secret. */
    private static String variable(JsonNode stored, Set<String> taken) {
        String project =
                stored.path("projectId").isTextual() ? stored.path("projectId").asText() + "_" : "";
        String name = "CREDENTIALS_"
                + (project + stored.path("name").asText())
                        .toUpperCase(Locale.ROOT)
                        .replaceAll("[^A-Z0-9]+", "_");
        String variable = name;
        for (int count = 2; !taken.add(variable); count++) {
            variable = name + "_" + count;
        }
        return variable;
    }

    private static String yaml(ArrayNode declared) {
        try {
            return DeclaredIntegrations.YAML.writeValueAsString(declared);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of JSON can always be written as YAML", e);
        }
    }
}
