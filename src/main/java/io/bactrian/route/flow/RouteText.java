package io.bactrian.route.flow;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * One route as a file says it, its blanks filled.
 *
 * @param pointer where it stands in its file
 */
public record RouteText(String id, JsonNode body, String pointer) {
    /** Stands in a call for the name of whatever tool is at hand. */
    static final String ANY_TOOL = "*";

    /** Id of the route configuration that answers its failures. */
    public String policy() {
        return body.path("routeConfigurationId").asText();
    }

    /** Ids of the routes it goes through; one that depends on the tool at hand begins with {@link #ANY_TOOL}. */
    public Set<String> calls() {
        Set<String> calls = new LinkedHashSet<>();
        walk(body.at("/from/steps"), pointer + "/from/steps", (at, node) -> {
            String uri = node.path("uri").asText();
            if (uri.startsWith("direct:")) {
                calls.add(uri.substring("direct:".length()).replaceFirst("^\\$\\{.*}", ANY_TOOL));
            }
        });
        return calls;
    }

    /** Visits everything below a place, and the place itself. */
    static void walk(JsonNode node, String at, BiConsumer<String, JsonNode> visitor) {
        visitor.accept(at, node);
        node.properties().forEach(field -> walk(field.getValue(), at + "/" + field.getKey(), visitor));
        for (int index = 0; node.isArray() && index < node.size(); index++) {
            walk(node.get(index), at + "/" + index, visitor);
        }
    }
}
