package io.bactrian.simulate;

import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
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
 * A vendor's own description of its tool, which requests and answers are held to: {@code contract.watch(exchanges)}, then
 * {@code contract.violations()}. It lies below {@code -Dspecs=}, or {@code ../shared/specs}; a test is skipped without.
 */
public final class VendorContract {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What any endpoint may answer, though a description does not repeat it everywhere. */
    private static final Set<Integer> GENERAL = Set.of(405, 429, 500, 502, 503, 504);

    private record Operation(String name, JsonNode path, JsonNode definition) {}

    private final JsonNode document;
    private final String base;
    private final Map<Pattern, String> known;
    private final Set<Integer> general;
    private final JsonSchemaFactory factory = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
    private final Map<JsonNode, JsonSchema> schemas = new HashMap<>();
    private final Map<String, Integer> violations = new ConcurrentSkipListMap<>();

    private VendorContract(JsonNode document, String base, Map<Pattern, String> known, Set<Integer> general) {
        this.document = document;
        this.base = base;
        this.known = known;
        this.general = general;
    }

    /**
     * @param file the description, below the directory of specifications
     * @param base regular expression of what stands before the paths of the description
     * @param known where the tool is known to answer otherwise than described, and why we take the tool's word
     * @param general statuses that any endpoint may answer as well
     */
    public static VendorContract load(String file, String base, Map<Pattern, String> known, Integer... general)
            throws IOException {
        Path specs = Path.of(System.getProperty("specs", "../shared/specs"));
        List<Path> found = Stream.of(
                        specs.resolve(file), specs.resolve(Path.of(file).getFileName()))
                .filter(Files::exists)
                .toList();
        assumeThat(found).as("%s below %s", file, specs).isNotEmpty();
        ObjectMapper reader = file.endsWith(".yaml") ? new YAMLMapper() : JSON;
        JsonNode document = reader.readTree(found.get(0).toFile());
        plain(document.path("components"));
        Set<Integer> statuses = new HashSet<>(GENERAL);
        statuses.addAll(List.of(general));
        return new VendorContract(document, base, known, statuses);
    }

    /** With the operations of another description of the same tool. */
    public VendorContract and(String file) throws IOException {
        JsonNode other = load(file, base, known).document;
        ((ObjectNode) document.path("paths")).setAll((ObjectNode) other.path("paths"));
        return this;
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
        String path = exchange.path().replaceFirst("^" + base, "");
        String request = exchange.method() + " " + path;
        Operation operation = operation(path, exchange.method());
        if (operation == null) {
            String violation = request + ": no such operation";
            return exchange.status() == 404 || exchange.status() == 405 || isKnown(violation)
                    ? List.of()
                    : List.of(violation);
        }
        List<String> found = new ArrayList<>();
        if (exchange.status() < 400) {
            found.addAll(parameters(operation, exchange.query()));
            found.addAll(requestBody(operation, exchange.requestBody()));
        }
        found.addAll(answer(operation, exchange));
        found.removeIf(this::isKnown);
        return found;
    }

    private boolean isKnown(String violation) {
        return known.keySet().stream()
                .anyMatch(pattern -> pattern.matcher(violation).matches());
    }

    private List<String> parameters(Operation operation, String query) {
        Map<String, JsonNode> known = new LinkedHashMap<>();
        Stream.of(operation.path.path("parameters"), operation.definition.path("parameters"))
                .flatMap(list -> StreamSupport.stream(list.spliterator(), false))
                .map(this::resolved)
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

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.path("$ref").asText().substring(1)) : node;
    }

    private static boolean fits(String type, String value) {
        return switch (type) {
            case "integer" -> value.matches("-?[0-9]+");
            case "boolean" -> value.equals("true") || value.equals("false");
            default -> true;
        };
    }

    private List<String> requestBody(Operation operation, String body) {
        JsonNode declared = resolved(operation.definition.path("requestBody"));
        if (declared.isMissingNode()) {
            return body.isEmpty() ? List.of() : List.of(operation.name + ": takes no body");
        }
        return validate(operation.name + " request", schema(declared.path("content")), body);
    }

    private List<String> answer(Operation operation, Exchange exchange) {
        JsonNode response = resolved(operation.definition.path("responses").path(String.valueOf(exchange.status())));
        if (response.isMissingNode()) {
            return general.contains(exchange.status())
                    ? List.of()
                    : List.of(operation.name + ": status " + exchange.status() + " is not described");
        }
        String name = operation.name + " " + exchange.status();
        if (exchange.status() >= 400 && exchange.contentType().startsWith("text/plain")) {
            return List.of();
        }
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
                // The fewer places a path has, the nearer it is.
                .min(Comparator.comparing(entry -> entry.getKey().split("\\{").length))
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
        (node == null ? MissingNode.getInstance() : node).forEach(VendorContract::plain);
        return node;
    }
}
