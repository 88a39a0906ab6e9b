package io.bactrian.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The contract as the tests read it: its operations, their examples, and a check of answers against its schemas. */
public final class Contract {
    private final JsonNode document;

    public Contract() throws IOException {
        document = new ObjectMapper(new YAMLFactory())
                .readTree(Objects.requireNonNull(Contract.class.getResourceAsStream("/openapi.yaml")));
    }

    public List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        document.get("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(verb -> operations.add(new Operation(
                                verb.getKey().toUpperCase(Locale.ROOT), path.getKey(), verb.getValue(), this))));
        return operations;
    }

    /** What an answer violates of a schema of the contract. */
    public Set<String> mistakes(String schema, JsonNode answer) {
        ObjectNode root = document.deepCopy();
        root.put("$ref", schema);
        SchemaValidatorsConfig strict =
                SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
        return JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(root, strict).validate(answer).stream()
                .map(ValidationMessage::toString)
                .collect(Collectors.toSet());
    }

    public JsonNode resolve(JsonNode node) {
        return node.has("$ref") ? document.at(node.get("$ref").asText().substring(1)) : node;
    }

    /** One operation with the request that its examples make. */
    public record Operation(String verb, String path, JsonNode node, Contract contract) {
        public String id() {
            return node.get("operationId").asText();
        }

        int status() {
            return Integer.parseInt(node.get("responses").fieldNames().next());
        }

        private JsonNode answer() {
            return node.at("/responses/" + status() + "/content/application~1json");
        }

        String schema() {
            return answer().at("/schema/$ref").asText();
        }

        /** Whether its answer never ends, and so is none of a flow's. */
        public boolean isStream() {
            return !node.at("/responses/200/content/text~1event-stream").isMissingNode();
        }

        boolean hasAnswer() {
            return !answer().isMissingNode();
        }

        /** Whether it needs no key. */
        public boolean isPublic() {
            return node.has("security") && node.get("security").isEmpty();
        }

        /** The schema of its body; missing when it has none. */
        public JsonNode bodySchema() {
            return contract.resolve(node.at("/requestBody/content/application~1json/schema"));
        }

        /** Whether it makes sense for a browser only. */
        boolean needsSession() {
            return node.at("/security/0").has("session");
        }

        JsonNode answerExample() {
            return answer().get("example");
        }

        public String body() {
            JsonNode example = node.at("/requestBody/content/application~1json/example");
            return example.isMissingNode() ? "" : example.toString();
        }

        /** The headers that have an example. */
        Map<String, String> headers() {
            return parameters().stream()
                    .filter(parameter -> parameter.get("in").asText().equals("header") && parameter.has("example"))
                    .collect(Collectors.toMap(
                            parameter -> parameter.get("name").asText(),
                            parameter -> parameter.get("example").asText()));
        }

        /** The path with the examples of its parameters, those of the query included. */
        public String examplePath() {
            String filled = path;
            List<String> query = new ArrayList<>();
            for (JsonNode parameter : parameters()) {
                String name = parameter.get("name").asText();
                String example = parameter.path("example").asText();
                if (parameter.get("in").asText().equals("path")) {
                    filled = filled.replace("{" + name + "}", example);
                } else if (parameter.get("in").asText().equals("query") && !example.isEmpty()) {
                    query.add(name + "=" + URLEncoder.encode(example, StandardCharsets.UTF_8));
                }
            }
            return query.isEmpty() ? filled : filled + "?" + String.join("&", query);
        }

        public List<JsonNode> parameters() {
            return StreamSupport.stream(node.path("parameters").spliterator(), false)
                    .map(contract::resolve)
                    .toList();
        }

        Map.Entry<String, String> verbAndPath() {
            return Map.entry(verb, path);
        }

        @Override
        public String toString() {
            return verb + " " + path;
        }
    }
}
