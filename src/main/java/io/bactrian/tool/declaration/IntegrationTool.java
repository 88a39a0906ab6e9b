package io.bactrian.tool.declaration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.tool.Paging;
import io.bactrian.tool.Probe;
import io.bactrian.tool.RequestTemplate;
import io.bactrian.tool.StreamDeclaration;
import io.bactrian.tool.Tool;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A tool as one integration reads it. */
public final class IntegrationTool {
    private static final SchemaCheck STREAM = new SchemaCheck("stream.schema.json");

    private IntegrationTool() {}

    /**
     * The tool with the streams that an integration declares in its configuration, where the tool lets it.
     *
     * @param config a configuration that {@link io.bactrian.tool.ConfigCheck} found sound
     */
    public static Tool of(Tool tool, JsonNode config) {
        if (!tool.ownStreams()) {
            return tool;
        }
        Map<String, StreamDeclaration> streams = new LinkedHashMap<>(tool.streams());
        config.path("streams").forEach(said -> {
            OwnStream own = new OwnStream(said);
            streams.put(own.name(), read(own));
        });
        return tool.with(streams, probe(tool, config, streams));
    }

    /** What a configuration names, else what the tool has, else the first page of the first stream. */
    private static Probe probe(Tool tool, JsonNode config, Map<String, StreamDeclaration> streams) {
        if (config.has("probe")) {
            RequestTemplate get = new RequestTemplate(
                    RequestTemplate.Method.GET, config.get("probe").asText(), Map.of(), null);
            return new Probe(get, Paging.NONE, tool.probe().account());
        }
        if (!tool.probe().request().path().isEmpty() || streams.isEmpty()) {
            return tool.probe();
        }
        StreamDeclaration first = streams.values().iterator().next();
        return new Probe(first.list(), first.paging().of(1), Map.of());
    }

    private static StreamDeclaration read(OwnStream own) {
        ObjectNode document = own.document();
        List<Problem> problems = STREAM.check(new Document(own.name(), document, Map.of("", 0)));
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException("a stream that was found sound is not: " + problems);
        }
        return new StreamReading(own.name(), new Part(document)).stream();
    }
}
