package io.bactrian.command.apply;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.bactrian.command.CommandFailed;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts what the environment holds in the place of {@code ${env:NAME}}. */
final class Placeholders {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{env:([A-Za-z_][A-Za-z0-9_]*)}");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, String> environment;

    Placeholders(Map<String, String> environment) {
        this.environment = environment;
    }

    static String named(String name) {
        return "${env:" + name + "}";
    }

    /** A copy in which every text is resolved. */
    JsonNode resolved(JsonNode node) {
        if (node instanceof ObjectNode object) {
            ObjectNode copy = JSON.createObjectNode();
            object.properties().forEach(member -> copy.set(member.getKey(), resolved(member.getValue())));
            return copy;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode copy = JSON.createArrayNode();
            array.forEach(element -> copy.add(resolved(element)));
            return copy;
        }
        return node.isTextual() ? TextNode.valueOf(resolved(node.asText())) : node;
    }

    /** Credentials: member by member, or all of them as the JSON that one variable holds. */
    JsonNode credentials(JsonNode declared) {
        JsonNode resolved = resolved(declared);
        if (!resolved.isTextual()) {
            return resolved;
        }
        try {
            return JSON.readTree(resolved.asText());
        } catch (JsonProcessingException e) {
            // The message would quote the secret.
            throw CommandFailed.configuration(
                    "what " + declared.asText() + " stands for is not JSON",
                    "let it hold an object such as {\"token\": \"...\"}");
        }
    }

    private String resolved(String text) {
        Matcher matcher = PLACEHOLDER.matcher(text);
        return matcher.replaceAll(found -> Matcher.quoteReplacement(value(found.group(1))));
    }

    private String value(String name) {
        String value = environment.get(name);
        if (value == null) {
            throw CommandFailed.configuration(
                    "the environment has no " + name, "set it, it stands as ${env:" + name + "} in the file");
        }
        return value;
    }
}
