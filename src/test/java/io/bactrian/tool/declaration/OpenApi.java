package io.bactrian.tool.declaration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.tool.RequestTemplate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The vendor's own description of its interface, asked for what our declarations use. */
final class OpenApi {
    private final JsonNode document;

    private OpenApi(JsonNode document) {
        this.document = document;
    }

    /** The document of a name below the directory of {@code -Dspecs=}, or below {@code ../shared/specs}. */
    static Optional<OpenApi> find(String tool, String file) throws IOException {
        Path specs = Path.of(System.getProperty("specs", "../shared/specs"));
        Optional<Path> found = Stream.of(specs.resolve(tool).resolve(file), specs.resolve(file))
                .filter(Files::exists)
                .findFirst();
        return found.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new OpenApi(new ObjectMapper().readTree(found.get().toFile())));
    }

    /** With the operations of another document, whose schemas are known by the same names or not at all. */
    OpenApi and(OpenApi other) {
        ((ObjectNode) document.path("paths")).setAll((ObjectNode) other.document.path("paths"));
        return this;
    }

    /** What the document does not know of a request, its parameters and what is expected in the answer; empty when all is known. */
    List<String> unknown(
            RequestTemplate request, Set<String> parameters, Set<String> bodyPointers, Set<String> answerPointers) {
        JsonNode operation = operation(request);
        if (operation.isMissingNode() || operation.path("deprecated").asBoolean()) {
            return List.of("no such operation: " + request.method() + " " + request.path());
        }
        List<String> unknown = new ArrayList<>();
        Set<String> names = new TreeSet<>();
        operation
                .path("parameters")
                .forEach(parameter -> names.add(parameter.path("name").asText()));
        Stream.concat(parameters.stream(), inPath(request))
                .filter(name -> !names.contains(name))
                .forEach(name -> unknown.add("parameter " + name));
        JsonNode body = operation.at("/requestBody/content/application~1json/schema");
        bodyPointers.stream()
                .filter(pointer -> schemaAt(body, pointer).isMissingNode())
                .forEach(pointer -> unknown.add("in the body " + pointer));
        JsonNode answer = operation.at("/responses/200/content/application~1json/schema");
        JsonNode example = example(operation);
        answerPointers.stream()
                .filter(pointer -> schemaAt(answer, pointer).isMissingNode()
                        && example.at(pointer.replace("/*", "/0")).isMissingNode())
                .forEach(pointer -> unknown.add("in the answer " + pointer));
        return unknown;
    }

    /** Some answers are described by an example alone. */
    private static JsonNode example(JsonNode operation) {
        try {
            return new ObjectMapper()
                    .readTree(operation
                            .at("/responses/200/content/application~1json/example")
                            .asText());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an example of the document is not JSON", e);
        }
    }

    /** Parameters that stand in the path already, as those that are sent more than once. */
    private static Stream<String> inPath(RequestTemplate request) {
        String path = request.path();
        String query = path.contains("?") ? path.substring(path.indexOf('?') + 1) : "";
        return Stream.of(query.split("&")).filter(part -> !part.isEmpty()).map(part -> part.replaceAll("=.*", ""));
    }

    private JsonNode operation(RequestTemplate request) {
        String method = request.method().name().toLowerCase(Locale.ROOT);
        for (var path : document.path("paths").properties()) {
            if (sameShape(path.getKey(), request.path())) {
                return path.getValue().path(method);
            }
        }
        return MissingNode.getInstance();
    }

    private static boolean sameShape(String left, String right) {
        return left.replaceAll("\\{[^}]*}", "{}")
                .equals(right.replaceAll("\\?.*", "").replaceAll("\\{[^}]*}", "{}"));
    }

    /** The schema of a part; an array is entered by {@code *}, a free object by any name. */
    private JsonNode schemaAt(JsonNode schema, String pointer) {
        JsonNode here = resolved(schema);
        if (pointer.isEmpty()) {
            return here;
        }
        int end = pointer.indexOf('/', 1) < 0 ? pointer.length() : pointer.indexOf('/', 1);
        String name = pointer.substring(1, end);
        String rest = pointer.substring(end);
        if (name.equals("*")) {
            return schemaAt(here.path("items"), rest);
        }
        return here.path("properties").has(name)
                ? schemaAt(here.path("properties").path(name), rest)
                : free(here);
    }

    private static JsonNode free(JsonNode schema) {
        boolean isFree = !schema.isMissingNode() && !schema.has("properties") && !schema.has("items");
        return isFree ? schema : MissingNode.getInstance();
    }

    private JsonNode resolved(JsonNode schema) {
        if (schema.has("$ref")) {
            return resolved(document.at(schema.get("$ref").asText().substring(1)));
        }
        return schema.path("allOf").size() == 1 ? resolved(schema.path("allOf").get(0)) : schema;
    }
}
