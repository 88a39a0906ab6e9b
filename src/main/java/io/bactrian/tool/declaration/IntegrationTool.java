package io.bactrian.tool.declaration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.store.EntityTable;
import io.bactrian.tool.ConfigCheck;
import io.bactrian.tool.ConfigProblem;
import io.bactrian.tool.Paging;
import io.bactrian.tool.Probe;
import io.bactrian.tool.RequestTemplate;
import io.bactrian.tool.StreamDeclaration;
import io.bactrian.tool.Tool;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A tool as one integration reads it. */
public final class IntegrationTool {
    private static final SchemaCheck STREAM = new SchemaCheck("stream.schema.json");

    private IntegrationTool() {}

    /**
     * The tool as it is to an account, with the streams that an integration declares in its configuration where the tool lets it.
     *
     * @param config a configuration that {@link io.bactrian.tool.ConfigCheck} found sound
     * @param account what the tool has told of the account
     */
    public static Tool of(Tool declared, JsonNode config, Map<String, String> account) {
        Tool tool = declared.of(account);
        if (!tool.ownStreams()) {
            return tool;
        }
        Map<String, StreamDeclaration> streams = new LinkedHashMap<>(tool.streams());
        Map<String, OwnStream> own = new LinkedHashMap<>();
        config.path("streams").forEach(said -> {
            OwnStream stream = new OwnStream(said);
            own.put(stream.name(), stream);
        });
        own.values().forEach(stream -> put(stream, own, streams));
        return tool.with(streams, probe(tool, config, streams));
    }

    /** Parents come before their partitions. */
    private static void put(OwnStream stream, Map<String, OwnStream> own, Map<String, StreamDeclaration> streams) {
        OwnStream parent = own.get(stream.parent());
        if (parent != null && !streams.containsKey(parent.name())) {
            put(parent, own, streams);
        }
        streams.put(stream.name(), read(stream));
    }

    /** What is wrong with a configuration; empty when nothing is. */
    public static List<ConfigProblem> problems(Tool tool, JsonNode config, Function<String, EntityTable> tables) {
        List<ConfigProblem> problems = ConfigCheck.config(tool, config);
        return problems.isEmpty() && tool.ownStreams()
                ? new OwnStreamsCheck(tool, config, tables).problems()
                : problems;
    }

    /** Problems of a stream as such of the configuration that declares it; none when the tool declares it. */
    public static List<ConfigProblem> inConfig(JsonNode config, String stream, List<ConfigProblem> problems) {
        List<ConfigProblem> found = new ArrayList<>();
        for (int index = 0; index < config.path("streams").size(); index++) {
            String at = "/config/streams/" + index;
            if (config.at("/streams/" + index + "/name").asText().equals(stream)) {
                problems.forEach(problem -> found.add(new ConfigProblem(at + problem.pointer(), problem.message())));
            }
        }
        return found;
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
        List<Problem> problems = STREAM.check(new Document(own.name(), document, Map.of()));
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException("a stream that was found sound is not: " + problems);
        }
        return new StreamReading(own.name(), new Part(document)).stream();
    }
}
