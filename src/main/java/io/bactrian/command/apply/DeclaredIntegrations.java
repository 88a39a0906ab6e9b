package io.bactrian.command.apply;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import io.bactrian.command.CommandFailed;
import io.bactrian.command.Given;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The integrations that a YAML file says there should be; a project has only one of a name. */
final class DeclaredIntegrations {
    static final ObjectMapper YAML = new ObjectMapper(
            YAMLFactory.builder().enable(YAMLGenerator.Feature.MINIMIZE_QUOTES).build());
    private static final Set<String> KEYS = Set.of(
            "name", "projectId", "tool", "config", "credentials", "scope", "syncFrequency", "dataMapping", "paused");

    private DeclaredIntegrations() {}

    /** Throws {@link CommandFailed} with the place of the first mistake. */
    static List<ObjectNode> read(String file) {
        JsonNode list = parsed(file);
        if (!list.isArray()) {
            throw wrong(file, "", "must be a list of integrations");
        }
        List<ObjectNode> integrations = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int index = 0; index < list.size(); index++) {
            ObjectNode integration = checked(file, "/" + index, list.get(index));
            if (!names.add(key(integration))) {
                throw wrong(file, "/" + index + "/name", "is there twice in its project");
            }
            integrations.add(integration);
        }
        return integrations;
    }

    /** What tells integrations apart, declared or stored. */
    static String key(JsonNode integration) {
        return integration.path("projectId").asText("null") + "\n"
                + integration.path("name").asText();
    }

    private static JsonNode parsed(String file) {
        try {
            return YAML.readTree(Given.text(file));
        } catch (JsonProcessingException e) {
            // The message would quote the text, which may hold a secret.
            String line =
                    e.getLocation() == null ? "" : " at line " + e.getLocation().getLineNr();
            throw wrong(file, "", "is not YAML" + line);
        }
    }

    private static ObjectNode checked(String file, String at, JsonNode entry) {
        if (!(entry instanceof ObjectNode integration)) {
            throw wrong(file, at, "must be an integration, with name, tool and config");
        }
        integration.fieldNames().forEachRemaining(name -> {
            if (!KEYS.contains(name)) {
                throw wrong(
                        file,
                        at + "/" + name,
                        "is not known; known are "
                                + String.join(", ", KEYS.stream().sorted().toList()));
            }
        });
        for (String name : List.of("name", "tool")) {
            if (!integration.path(name).isTextual()) {
                throw wrong(file, at + "/" + name, "is missing");
            }
        }
        if (!integration.path("config").isObject()) {
            throw wrong(file, at + "/config", "is missing");
        }
        return integration;
    }

    private static CommandFailed wrong(String file, String pointer, String what) {
        return CommandFailed.configuration(
                file + (pointer.isEmpty() ? " " : " at " + pointer + " ") + what,
                "export shows what such a file looks like");
    }
}
