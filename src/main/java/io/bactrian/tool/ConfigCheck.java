package io.bactrian.tool;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Holds an integration's configuration and credentials to what its tool asks for. */
public final class ConfigCheck {
    private static final SchemaValidatorsConfig SETTINGS = SchemaValidatorsConfig.builder()
            .pathType(PathType.JSON_POINTER)
            .formatAssertionsEnabled(true)
            .build();

    private ConfigCheck() {}

    /** What is wrong with a configuration; empty when nothing is. */
    public static List<ConfigProblem> config(Tool tool, JsonNode config) {
        return check(tool.config(), config, "/config");
    }

    /** What is wrong with credentials; empty when nothing is. */
    public static List<ConfigProblem> credentials(Tool tool, JsonNode credentials) {
        return check(tool.credentials(), credentials, "/credentials");
    }

    /** A configuration with what was left out and has a default. */
    public static ObjectNode withDefaults(Tool tool, JsonNode config) {
        ObjectNode whole = config.isObject() ? config.deepCopy() : JsonNodeFactory.instance.objectNode();
        tool.config().path("properties").properties().forEach(property -> {
            JsonNode usual = property.getValue().path("default");
            if (!usual.isMissingNode() && !whole.has(property.getKey())) {
                whole.set(property.getKey(), usual);
            }
        });
        return whole;
    }

    /** What is wrong with a value that a schema describes; {@code at} is where it stands. */
    public static List<ConfigProblem> check(JsonNode schema, JsonNode value, String at) {
        List<JsonNode> kinds = kinds(schema);
        Optional<ConfigProblem> unknown = unknownKind(kinds, value, at);
        if (unknown.isPresent()) {
            return List.of(unknown.get());
        }
        if (kinds.stream().allMatch(kind -> shared(kind, value) == 0) && kinds.size() > 1) {
            String fields = kinds.stream().map(ConfigCheck::fields).collect(Collectors.joining(", or "));
            return List.of(new ConfigProblem(at, "must hold " + fields));
        }
        JsonNode meant = kinds.stream()
                .max(Comparator.comparingInt(kind -> shared(kind, value)))
                .orElse(schema);
        return JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(meant, SETTINGS).validate(value).stream()
                .map(message -> problem(meant, at, message))
                .distinct()
                .toList();
    }

    private static List<JsonNode> kinds(JsonNode schema) {
        return schema.has("oneOf")
                ? StreamSupport.stream(schema.get("oneOf").spliterator(), false).toList()
                : List.of(schema);
    }

    /** Where every kind has a field of one fixed word, as a type, that field has to be one of these words. */
    private static Optional<ConfigProblem> unknownKind(List<JsonNode> kinds, JsonNode value, String at) {
        return names(kinds.get(0).path("properties")).stream()
                .filter(field ->
                        kinds.stream().allMatch(kind -> !word(kind, field).isMissingNode()))
                .filter(field ->
                        kinds.stream().noneMatch(kind -> word(kind, field).equals(value.path(field))))
                .map(field -> new ConfigProblem(
                        at + "/" + field,
                        value.has(field)
                                ? "must be one of "
                                        + kinds.stream()
                                                .map(kind -> word(kind, field).asText())
                                                .collect(Collectors.joining(", "))
                                : "is required"))
                .findFirst();
    }

    private static JsonNode word(JsonNode kind, String field) {
        return kind.path("properties").path(field).path("const");
    }

    private static int shared(JsonNode kind, JsonNode value) {
        return kind.path("properties").properties().stream()
                .filter(property -> value.has(property.getKey()))
                .mapToInt(property -> weight(property.getValue().path("const"), value.get(property.getKey())))
                .sum();
    }

    /** The fixed word of a kind decides, whatever else is given. */
    private static int weight(JsonNode word, JsonNode value) {
        return word.isMissingNode() ? 1 : word.equals(value) ? 100 : 0;
    }

    private static String fields(JsonNode kind) {
        return StreamSupport.stream(kind.path("required").spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.joining(" and "));
    }

    private static ConfigProblem problem(JsonNode schema, String at, ValidationMessage message) {
        String place = at + message.getInstanceLocation();
        String property = message.getProperty();
        String pointer = property == null || message.getType().equals("propertyNames") ? place : place + "/" + property;
        return new ConfigProblem(pointer, words(schema, message));
    }

    /** In words of our own: those of the validator may repeat the value, which may be a secret. */
    private static String words(JsonNode schema, ValidationMessage message) {
        String limit =
                message.getSchemaNode() == null ? "" : message.getSchemaNode().asText();
        return switch (message.getType()) {
            case "required" -> "is required";
            case "dependentRequired" -> "needs " + String.join(", ", texts(needed(message))) + " beside it";
            case "additionalProperties" -> unknown(around(schema, message), message.getProperty());
            case "false" -> "does not belong here";
            case "minLength", "minItems", "minProperties" -> "must not be empty";
            case "maxLength", "maxItems", "maxProperties" -> "must not be longer than " + limit;
            case "type" -> "must be of type " + types(message.getSchemaNode());
            case "format" -> "must be a valid " + limit;
            case "pattern" -> "must have the form " + limit;
            case "minimum" -> "must be at least " + limit;
            case "maximum" -> "must be at most " + limit;
            case "enum" -> "must be one of " + message.getSchemaNode();
            case "const" -> "must be " + limit;
            default -> "is not valid (" + message.getType() + ")";
        };
    }

    private static JsonNode needed(ValidationMessage message) {
        return message.getSchemaNode().path(message.getProperty());
    }

    private static String types(JsonNode types) {
        return types.isArray() ? String.join(" or ", texts(types)) : types.asText();
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    /** The part of the schema that describes the object in which something is wrong. */
    private static JsonNode around(JsonNode schema, ValidationMessage message) {
        String fragment = message.getSchemaLocation().getFragment().toString();
        return schema.at(JsonPointer.compile(fragment).head());
    }

    private static String unknown(JsonNode schema, String field) {
        List<String> known = names(schema.path("properties"));
        return Spelling.nearest(field, known)
                .map(meant -> "unknown field, did you mean " + meant + "?")
                .orElse("unknown field, known are " + String.join(", ", known));
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
