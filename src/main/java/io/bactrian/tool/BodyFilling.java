package io.bactrian.tool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.bactrian.failure.ToolFailure;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Fills the text leaves of a JSON body. */
record BodyFilling(Map<String, String> values, Map<String, List<String>> lists) {

    JsonNode fill(JsonNode template) throws ToolFailure {
        if (template.isObject()) {
            return object(template);
        }
        if (template.isArray()) {
            return array(template);
        }
        return template.isTextual() ? leaf(template.textValue()) : template;
    }

    private JsonNode object(JsonNode template) throws ToolFailure {
        ObjectNode filled = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> property : template.properties()) {
            if (!isLeftOut(property.getValue())) {
                filled.set(property.getKey(), fill(property.getValue()));
            }
        }
        return filled;
    }

    private JsonNode array(JsonNode template) throws ToolFailure {
        ArrayNode filled = JsonNodeFactory.instance.arrayNode();
        for (JsonNode element : template) {
            filled.add(fill(element));
        }
        return filled;
    }

    private JsonNode leaf(String text) throws ToolFailure {
        String only = Places.only(text);
        List<String> list = only == null ? null : lists.get(only);
        if (list == null) {
            return TextNode.valueOf(Templates.text(text, values));
        }
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        list.forEach(array::add);
        return array;
    }

    private boolean isLeftOut(JsonNode template) {
        Set<String> optional = template.isTextual() ? Places.optional(template.textValue()) : Set.of();
        return optional.stream()
                .anyMatch(name -> values.getOrDefault(name, "").isEmpty()
                        && lists.getOrDefault(name, List.of()).isEmpty());
    }
}
