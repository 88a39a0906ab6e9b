package io.bactrian.tool.own;

import com.fasterxml.jackson.databind.JsonNode;
import io.bactrian.store.FieldType;
import io.bactrian.tool.FieldMapping;
import io.bactrian.tool.FieldMapping.Source;
import io.bactrian.tool.FieldMapping.Target;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;

/** What an integration's {@code dataMapping} says; read from JSON that is known to be sound. */
record DataMapping(JsonNode json) {
    static final String FIELDS = "fields";

    List<FieldMapping> of(String stream) {
        return StreamSupport.stream(json.spliterator(), false)
                .filter(entry -> entry.path("stream").asText().equals(stream))
                .map(DataMapping::mapping)
                .toList();
    }

    static FieldMapping mapping(JsonNode entry) {
        Source source = entry.has("expression")
                ? new Source.Expression(entry.get("expression").asText())
                : new Source.Pointer(entry.path("from").asText());
        JsonNode usual = entry.path("default");
        return new FieldMapping(
                source,
                target(entry.path("to").asText()),
                FieldType.valueOf(entry.path("type").asText("text").toUpperCase(Locale.ROOT)),
                usual.isMissingNode() || usual.isNull() ? null : usual);
    }

    private static Target target(String to) {
        String name = to.substring(to.indexOf('.') + 1);
        return to.startsWith(FIELDS + ".") ? new Target.Field(name) : new Target.Column(name);
    }
}
