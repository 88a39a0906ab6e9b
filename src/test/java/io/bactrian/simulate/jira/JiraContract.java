package io.bactrian.simulate.jira;

import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.bactrian.simulate.Exchange;
import io.bactrian.simulate.Exchanges;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The vendor's own description of Jira, which requests and answers are held to: {@code contract.watch(exchanges)}, then
 * {@code contract.violations()}. It lies below {@code -Dspecs=}, or {@code ../shared/specs}; a test is skipped without.
 */
public final class JiraContract {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What any endpoint may answer, though the description does not repeat it everywhere. */
    private static final Set<Integer> GENERAL = Set.of(405, 429, 500, 502, 503, 504);

    /** Where Jira is known to answer otherwise than its description says, and why we take Jira's word. */
    private static final Map<Pattern, String> KNOWN = Map.of(
            Pattern.compile(".*istories\\[]\\.items\\[]\\.(from|to): null found, string expected"),
            "Recorded answers have null where a changed field has no id, such as the summary.",
            Pattern.compile("GET .*/changelog 200: .*\\.items\\[]\\.(from|to): null found, string expected"),
            "As above, in the endpoint of one issue.",
            Pattern.compile(".*changelog/bulkfetch 200: .*\\.created: integer found, string expected"),
            "The bulk endpoint gives instants as numbers, as its own example shows; the schema is that of one issue.");

    private record Operation(String name, JsonNode path, JsonNode definition) {}

    private final JsonNode document;
    private final JsonSchemaFactory factory = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
    private final Map<JsonNode, JsonSchema> schemas = new HashMap<>();
    private final Map<String, Integer> violations = new ConcurrentSkipListMap<>();

    private JiraContract(JsonNode document) {
        this.document = document;
    }

    public static JiraContract load() throws IOException {
        Path specs = Path.of(System.getProperty("specs", "../shared/specs"));
        List<Path> found = Stream.of(specs.resolve("jira/swagger-v3.v3.json"), specs.resolve("swagger-v3.v3.json"))
                .filter(Files::exists)
                .toList();
        assumeThat(found).as("the description of Jira below %s", specs).isNotEmpty();
        JsonNode document = JSON.readTree(found.get(0).toFile());
        plain(document.path("components"));
        return new JiraContract(document);
    }

    /** Checks every exchange from now on, but for those that a fault was played on. */
    public void watch(Exchanges exchanges) {
        exchanges.listen(exchange -> {
            if (!exchange.faulty()) {
                check(exchange).forEach(violation -> violations.merge(violation, 1, Integer::sum));
            }
        });
    }

    /** What was violated so far, and how often. */
    public Map<String, Integer> violations() {
        return violations;
    }

    public synchronized List<String> check(Exchange exchange) {
        String path = exchange.path().replaceFirst("^/ex/jira/[^/]+", "");
        String request = exchange.method() + " " + path;
        Operation operation = operation(path, exchange.method());
        if (operation == null) {
            return exchange.status() == 404 || exchange.status() == 405
                    ? List.of()
                    : List.of(request + ": no such operation");
        }
        List<String> found = new ArrayList<>();
        if (exchange.status() < 400) {
            found.addAll(parameters(operation, exchange.query()));
            found.addAll(requestBody(operation, exchange.requestBody()));
        }
        found.addAll(answer(operation, exchange));
        found.removeIf(JiraContract::known);
        return found;
    }

    private static boolean known(String violation) {
        return KNOWN.keySet().stream()
                .anyMatch(pattern -> pattern.matcher(violation).matches());
    }

    private List<String> parameters(Operation operation, String query) {
        Map<String, JsonNode> known = new LinkedHashMap<>();
        Stream.of(operation.path.path("parameters"), operation.definition.path("parameters"))
                .flatMap(list -> StreamSupport.stream(list.spliterator(), false))
                .filter(parameter -> "query".equals(parameter.path("in").asText()))
                .forEach(parameter -> known.put(parameter.path("name").asText(), parameter));
        Map<String, String> sent = new LinkedHashMap<>();
        for (String part : query.isEmpty() ? new String[0] : query.split("&")) {
            sent.put(part.replaceFirst("=.*", ""), part.replaceFirst("^[^=]*=?", ""));
        }
        List<String> found = new ArrayList<>();
        sent.forEach((name, value) -> {
            JsonNode parameter = known.get(name);
            if (parameter == null) {
                found.add(operation.name + ": unknown parameter " + name);
            } else if (!fits(parameter.path("schema").path("type").asText(), value)) {
                found.add(operation.name + ": parameter " + name + " is not of its type");
            }
        });
        known.forEach((name, parameter) -> {
            if (parameter.path("required").asBoolean() && !sent.containsKey(name)) {
                found.add(operation.name + ": parameter " + name + " is missing");
            }
        });
        return found;
    }

    private static boolean fits(String type, String value) {
        return switch (type) {
            case "integer" -> value.matches("-?[0-9]+");
            case "boolean" -> value.equals("true") || value.equals("false");
            default -> true;
        };
    }

    private List<String> requestBody(Operation operation, String body) {
        JsonNode declared = operation.definition.path("requestBody");
        if (declared.isMissingNode()) {
            return body.isEmpty() ? List.of() : List.of(operation.name + ": takes no body");
        }
        return validate(operation.name + " request", schema(declared.path("content")), body);
    }

    private List<String> answer(Operation operation, Exchange exchange) {
        JsonNode response = operation.definition.path("responses").path(String.valueOf(exchange.status()));
        if (response.isMissingNode()) {
            return GENERAL.contains(exchange.status())
                    ? List.of()
                    : List.of(operation.name + ": status " + exchange.status() + " is not described");
        }
        String name = operation.name + " " + exchange.status();
        return validate(name, schema(response.path("content")), exchange.responseBody());
    }

    private static JsonNode schema(JsonNode content) {
        return content.path("application/json").path("schema");
    }

    private List<String> validate(String name, JsonNode schema, String body) {
        if (schema.isMissingNode()) {
            return List.of();
        }
        try {
            return compiled(schema).validate(JSON.readTree(body)).stream()
                    .map(message -> name + ": "
                            + message.getMessage()
                                    .replaceAll("\\[[0-9]+]", "[]")
                                    .replaceAll("/[0-9]+", "/*"))
                    .distinct()
                    .toList();
        } catch (JsonProcessingException broken) {
            return List.of(name + ": the body is not JSON");
        }
    }

    private JsonSchema compiled(JsonNode schema) {
        return schemas.computeIfAbsent(schema, key -> {
            ObjectNode whole = JSON.createObjectNode();
            whole.set("allOf", JSON.createArrayNode().add(plain(key.deepCopy())));
            whole.set("components", document.path("components"));
            return factory.getSchema(whole);
        });
    }

    private Operation operation(String path, String method) {
        return document.path("paths").properties().stream()
                .filter(entry -> path.matches(entry.getKey().replaceAll("\\{[^}]*}", "[^/]+")))
                // A path without places is nearer than one that has them.
                .min(Comparator.comparing(entry -> entry.getKey().contains("{")))
                .map(entry -> new Operation(
                        method + " " + entry.getKey(),
                        entry.getValue(),
                        entry.getValue().path(method.toLowerCase(Locale.ROOT))))
                .filter(operation -> !operation.definition.isMissingNode())
                .orElse(null);
    }

    /** OpenAPI 3.0 says nullable where JSON Schema has a type of its own, and knows words that mean nothing here. */
    private static JsonNode plain(JsonNode node) {
        if (node instanceof ObjectNode object) {
            boolean schema = !object.path("nullable").isContainerNode()
                    && !object.path("nullable").isMissingNode();
            if (schema
                    && object.remove("nullable").asBoolean()
                    && object.path("type").isTextual()) {
                String type = object.path("type").asText();
                object.set("type", JSON.createArrayNode().add(type).add("null"));
                if (object.path("enum") instanceof ArrayNode values) {
                    values.addNull();
                }
            }
            if (object.path("discriminator").isObject()) {
                object.remove("discriminator");
            }
        }
        (node == null ? MissingNode.getInstance() : node).forEach(JiraContract::plain);
        return node;
    }
}
