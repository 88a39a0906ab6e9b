package io.bactrian.tool.own;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.tool.StreamDeclaration;
import io.bactrian.tool.Tool;
import java.util.List;
import java.util.stream.Stream;

/** The JSON Schema of an integration's scope: the words that every tool knows, and the tool's own. */
public final class ScopeSchema {
    static final List<String> COMMON = List.of("streams", "also", "startDate", "leaveOut", "hash");

    private ScopeSchema() {}

    public static ObjectNode of(Tool tool) {
        ObjectNode schema = object();
        ObjectNode properties = schema.putObject("properties");
        properties.set(
                "streams",
                streams(
                        tool,
                        "Streams to sync, those embedded in them included; all that are not read on request only unless"
                                + " said otherwise."));
        properties.set("also", streams(tool, "Streams to sync besides, such as those that are read on request only."));
        properties.set(
                "startDate",
                described("string", "Instant or date (in UTC): what was last changed before is not read.")
                        .put("pattern", "^[0-9]{4}-[0-9]{2}-[0-9]{2}(T.+)?$")
                        .set("examples", texts(Stream.of("2026-01-01"))));
        properties.set(
                "leaveOut",
                pointers(tool, "Parts of records that are never stored, wherever the same text may stand as well."));
        properties.set(
                "hash",
                pointers(
                        tool,
                        "Parts of records of which no more than a keyed hash is stored: equal values stay equal here,"
                                + " and differ from those of another installation."));
        tool.scope().path("properties").properties().forEach(own -> properties.set(own.getKey(), own.getValue()));
        return schema;
    }

    private static ObjectNode streams(Tool tool, String description) {
        ObjectNode streams =
                list(description, JsonNodeFactory.instance.objectNode().put("type", "string"));
        ((ObjectNode) streams.get("items")).setAll(oneOf(tool.streams().keySet().stream()));
        return streams;
    }

    private static ObjectNode pointers(Tool tool, String description) {
        ObjectNode entry = object();
        entry.set("required", texts(Stream.of("stream", "pointers")));
        ObjectNode properties = entry.putObject("properties");
        properties
                .putObject("stream")
                .put("description", "A stream, one that is embedded in another included.")
                .put("type", "string")
                .setAll(oneOf(tool.all().map(StreamDeclaration::name)));
        properties.set(
                "pointers",
                list(
                        "JSON pointers into a record; a * step stands for every element of an array.",
                        JsonNodeFactory.instance
                                .objectNode()
                                .put("type", "string")
                                .put("pattern", "^(/[^/]+)+$")));
        return list(description, entry);
    }

    /** The names to choose from; none is no choice: the integration declares its streams itself. */
    static ObjectNode oneOf(Stream<String> names) {
        ArrayNode all = texts(names);
        ObjectNode choice = JsonNodeFactory.instance.objectNode();
        return all.isEmpty() ? choice : choice.set("enum", all);
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode().put("type", "object").put("additionalProperties", false);
    }

    private static ObjectNode described(String type, String description) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("description", description)
                .put("type", type);
    }

    private static ObjectNode list(String description, JsonNode items) {
        ObjectNode list = described("array", description).put("minItems", 1);
        list.set("items", items);
        return list;
    }

    private static ArrayNode texts(Stream<String> all) {
        ArrayNode texts = JsonNodeFactory.instance.arrayNode();
        all.forEach(texts::add);
        return texts;
    }
}
