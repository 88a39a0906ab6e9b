package io.bactrian.connection;

import com.fasterxml.jackson.databind.JsonNode;
import io.bactrian.failure.FailureCategory;
import io.bactrian.failure.ToolFailure;
import io.bactrian.tool.Partitioning;
import io.bactrian.tool.StreamDeclaration;
import io.bactrian.tool.Tool;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A record of each stream that was probed, with which the streams are tried that are listed per record. */
final class Samples {
    private final Map<String, JsonNode> records = new HashMap<>();

    void put(String stream, JsonNode record) {
        records.put(stream, record);
    }

    /** What the request of a stream holds of the records it is listed for; nothing when it is one list. */
    Map<String, String> values(Tool tool, StreamDeclaration stream) throws ToolFailure {
        Map<String, String> values = new LinkedHashMap<>();
        Partitioning at = stream.partitioning();
        while (at != null) {
            StreamDeclaration ancestor = tool.stream(at.of());
            JsonNode record = records.get(at.of());
            if (record == null) {
                throw ToolFailure.of(
                        FailureCategory.NOT_FOUND, "not tried: no record of " + at.of() + " was found to try it with");
            }
            at.values().forEach((name, pointer) -> put(values, name, record.at(pointer)));
            put(values, at.of(), record.at(ancestor.id()));
            put(values, "parent", record.at(ancestor.id()));
            at = ancestor.partitioning();
        }
        return values;
    }

    private static void put(Map<String, String> values, String name, @Nullable JsonNode value) {
        if (value != null && value.isValueNode() && !value.isNull()) {
            values.putIfAbsent(name, value.asText());
        }
    }
}
