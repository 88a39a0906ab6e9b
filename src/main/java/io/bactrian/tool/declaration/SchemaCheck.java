package io.bactrian.tool.declaration;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import io.bactrian.tool.Spelling;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Holds a document to one of our JSON Schemas. */
public final class SchemaCheck {
    private final JsonSchema schema;
    private final JsonNode source;

    /** @param resource name of the schema's file */
    public SchemaCheck(String resource) {
        source = load(resource);
        SchemaValidatorsConfig configuration = SchemaValidatorsConfig.builder()
                .pathType(PathType.JSON_POINTER)
                .formatAssertionsEnabled(true)
                .build();
        schema = JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(source, configuration);
    }

    JsonNode schema() {
        return source;
    }

    /** What is wrong with a document; empty when nothing is. */
    public List<Problem> check(Document document) {
        return schema.validate(document.root()).stream()
                .map(message -> problem(document, message))
                .distinct()
                .toList();
    }

    private Problem problem(Document document, ValidationMessage message) {
        String pointer = message.getInstanceLocation().toString();
        if ("additionalProperties".equals(message.getType())) {
            return document.problem(pointer + "/" + message.getProperty(), unknown(message));
        }
        if ("enum".equals(message.getType())) {
            return document.problem(
                    pointer, notOneOf(document.root().at(pointer).asText(), words(message)));
        }
        JsonNode described = source.at(place(message).head()).path("description");
        if ("pattern".equals(message.getType()) && described.isTextual()) {
            String word = document.root().at(pointer).asText();
            return document.problem(pointer, "\"" + word + "\" does not fit here: " + described.asText());
        }
        String location = message.getInstanceLocation().toString() + ": ";
        String text = message.getMessage();
        return document.problem(pointer, text.startsWith(location) ? text.substring(location.length()) : text);
    }

    private String unknown(ValidationMessage message) {
        Collection<String> known = known(message);
        String meant = Spelling.nearest(message.getProperty(), known)
                .map(word -> "did you mean " + word + "?")
                .orElse("known are " + String.join(", ", known));
        return "unknown key " + message.getProperty() + ", " + meant;
    }

    private static String notOneOf(String word, List<String> known) {
        return word + " is none of " + String.join(", ", known)
                + Spelling.nearest(word, known)
                        .map(near -> ", did you mean " + near + "?")
                        .orElse("");
    }

    private List<String> words(ValidationMessage message) {
        List<String> words = new ArrayList<>();
        source.at(place(message)).forEach(word -> words.add(word.asText()));
        return words;
    }

    /** Where the rule stands in the schema. */
    private static JsonPointer place(ValidationMessage message) {
        return JsonPointer.compile(message.getSchemaLocation().getFragment().toString());
    }

    private Set<String> known(ValidationMessage message) {
        JsonNode around = source.at(place(message).head());
        Set<String> names = new LinkedHashSet<>();
        around.path("properties").fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static JsonNode load(String resource) {
        try (InputStream stream = SchemaCheck.class.getResourceAsStream("/schema/" + resource)) {
            return new ObjectMapper().readTree(stream);
        } catch (IOException e) {
            throw new UncheckedIOException("the schema " + resource + " cannot be read", e);
        }
    }
}
