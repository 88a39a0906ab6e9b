package io.bactrian.tool.own;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.bactrian.tool.CursorDeclaration;
import io.bactrian.tool.ElementProbe;
import io.bactrian.tool.Tool;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One element of a list in an integration's scope that the tool can be asked for.
 *
 * @param pointer to the element in what was asked for
 */
public record ScopeElement(String word, String pointer, String text, ElementProbe probe) {

    /** Whether two scopes name the same elements wherever the tool can be asked for them. */
    public static boolean same(Tool tool, @Nullable JsonNode one, @Nullable JsonNode other) {
        return of(tool, one).equals(of(tool, other));
    }

    /** The elements of a scope that the tool can be asked for, in order. */
    public static List<ScopeElement> of(Tool tool, @Nullable JsonNode scope) {
        List<ScopeElement> elements = new ArrayList<>();
        tool.elements().forEach((word, probe) -> {
            int index = 0;
            for (JsonNode element : OwnTool.orEmpty(scope).path(word)) {
                elements.add(new ScopeElement(word, "/scope/" + word + "/" + index++, element.asText(), probe));
            }
        });
        return elements;
    }

    /** What the places of the request stand for. */
    public Map<String, String> values() {
        JsonNode alone = JsonNodeFactory.instance.arrayNode().add(text);
        return Map.of("element", text, CursorDeclaration.SCOPE + word, Scope.condition(alone));
    }
}
