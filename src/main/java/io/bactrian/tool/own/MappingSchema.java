package io.bactrian.tool.own;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.store.FieldType;
import io.bactrian.tool.StreamDeclaration;
import io.bactrian.tool.Tool;
import java.util.Arrays;
import java.util.stream.Stream;

/** The JSON Schema of an integration's data mapping. */
public final class MappingSchema {
    private MappingSchema() {}

    public static ObjectNode of(Tool tool) {
        ObjectNode entry = JsonNodeFactory.instance.objectNode();
        entry.put("type", "object").put("additionalProperties", false);
        entry.set("required", texts(Stream.of("stream", "to")));
        ObjectNode properties = entry.putObject("properties");
        text(properties, "stream", "The stream whose records are mapped.")
                .setAll(ScopeSchema.oneOf(tool.all().map(StreamDeclaration::name)));
        text(properties, "from", "JSON pointer to the value; a * step collects from every element of an array.")
                .put("pattern", "^(/[^/]+)+$");
        text(properties, "expression", "JSONata that makes the value of the record, instead of a pointer.")
                .put("minLength", 1)
                .put("maxLength", 10_000);
        text(properties, "to", "Column of the stream's canonical table (items.title), or fields.<name> for a field.")
                .put("pattern", "^([a-z_]+\\.[a-z_]+|fields\\.[A-Za-z0-9_-]{1,63})$");
        text(properties, "type", "Type of a field's value; text unless said otherwise. A column has its own.")
                .setAll(ScopeSchema.oneOf(Arrays.stream(FieldType.values()).map(FieldType::word)));
        properties.putObject("default").put("description", "What counts when nothing is there.");
        ObjectNode schema =
                JsonNodeFactory.instance.objectNode().put("type", "array").put("maxItems", 500);
        schema.set("items", entry);
        return schema;
    }

    private static ObjectNode text(ObjectNode properties, String name, String description) {
        return properties.putObject(name).put("description", description).put("type", "string");
    }

    private static ArrayNode texts(Stream<String> all) {
        ArrayNode texts = JsonNodeFactory.instance.arrayNode();
        all.forEach(texts::add);
        return texts;
    }
}
