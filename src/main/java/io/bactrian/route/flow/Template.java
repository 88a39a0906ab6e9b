package io.bactrian.route.flow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.bactrian.tool.declaration.Document;
import io.bactrian.tool.declaration.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A route with blanks, from which the files' templated routes are made; Camel gets to see only what is made. */
public record Template(FlowPath path, JsonNode body, String pointer) {
    private static final Pattern BLANK = Pattern.compile("\\{\\{([a-z][a-zA-Z0-9]*)}}");

    String id() {
        return body.path("id").asText();
    }

    /** Its blanks and what each is filled with unless said otherwise; null when it has to be said. */
    Map<String, @Nullable String> blanks() {
        Map<String, @Nullable String> blanks = new LinkedHashMap<>();
        body.path("parameters")
                .forEach(blank -> blanks.put(
                        blank.path("name").asText(),
                        blank.has("defaultValue") ? blank.get("defaultValue").asText() : null));
        return blanks;
    }

    /** The route with its blanks filled. */
    JsonNode filled(Map<String, String> values) {
        return filled(body.path("route"), name -> values.getOrDefault(name, name));
    }

    /** Blanks that nobody can fill. */
    List<Problem> problems(Document document) {
        List<Problem> problems = new ArrayList<>();
        RouteText.walk(
                body.path("route"),
                pointer + "/route",
                (at, node) -> BLANK.matcher(node.asText())
                        .results()
                        .map(match -> match.group(1))
                        .filter(name -> !blanks().containsKey(name))
                        .forEach(name -> problems.add(document.problem(at, "the template has no parameter " + name))));
        return problems;
    }

    /** The same document with the name of each blank in its place, so that it reads like one without. */
    static JsonNode filledWithNames(JsonNode root) {
        JsonNode copy = root.deepCopy();
        copy.forEach(entry -> {
            if (entry.path("routeTemplate") instanceof ObjectNode template && template.has("route")) {
                template.set("route", filled(template.get("route"), name -> name.toLowerCase(Locale.ROOT)));
            }
        });
        return copy;
    }

    private static JsonNode filled(JsonNode node, UnaryOperator<String> filling) {
        if (node.isTextual()) {
            return TextNode.valueOf(BLANK.matcher(node.asText())
                    .replaceAll(match -> Matcher.quoteReplacement(filling.apply(match.group(1)))));
        }
        if (node.isObject()) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            node.properties().forEach(field -> object.set(field.getKey(), filled(field.getValue(), filling)));
            return object;
        }
        if (node.isArray()) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            node.forEach(element -> array.add(filled(element, filling)));
            return array;
        }
        return node;
    }
}
