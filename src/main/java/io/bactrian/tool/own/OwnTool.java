package io.bactrian.tool.own;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.bactrian.tool.ChildStream;
import io.bactrian.tool.StreamDeclaration;
import io.bactrian.tool.Tool;
import io.bactrian.tool.Treatment;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes an integration's own tool of what its tool declares and of what the integration says. */
public final class OwnTool {
    private OwnTool() {}

    /** The tool within a scope, mapped an integration's own way; both must be sound. */
    public static Tool of(Tool tool, @Nullable JsonNode scope, @Nullable JsonNode mapping) {
        Scope within = new Scope(orEmpty(scope));
        DataMapping own = new DataMapping(orNone(mapping));
        Set<String> wanted = wanted(tool, within);
        Map<String, StreamDeclaration> streams = new LinkedHashMap<>();
        tool.streams().forEach((name, stream) -> {
            if (wanted.contains(name)) {
                streams.put(name, own(stream, within, own));
            }
        });
        return tool.with(streams);
    }

    /** With the streams of whose records others have lists, which come before those. */
    private static Set<String> wanted(Tool tool, Scope scope) {
        List<StreamDeclaration> streams = new ArrayList<>(tool.streams().values());
        Collections.reverse(streams);
        Set<String> wanted = new HashSet<>();
        for (StreamDeclaration stream : streams) {
            if (scope.includes(stream) || wanted.contains(stream.name())) {
                wanted.add(stream.name());
                wanted.addAll(
                        stream.partitioning() == null
                                ? List.of()
                                : stream.partitioning().parents());
            }
        }
        return wanted;
    }

    private static StreamDeclaration own(StreamDeclaration stream, Scope scope, DataMapping mapping) {
        Map<String, ChildStream> children = new LinkedHashMap<>();
        stream.children()
                .forEach((name, child) -> children.put(
                        name,
                        new ChildStream(
                                child.items(), child.total(), child.rest(), own(child.record(), scope, mapping))));
        Treatment privacy = scope.privacy(stream.name());
        return stream.with(
                stream.cursor().within(scope.places(), scope.start()),
                Collections.unmodifiableMap(children),
                new Treatment(privacy.leaveOut(), privacy.hash(), mapping.of(stream.name())));
    }

    static JsonNode orEmpty(@Nullable JsonNode scope) {
        return scope == null || scope.isNull() ? JsonNodeFactory.instance.objectNode() : scope;
    }

    static JsonNode orNone(@Nullable JsonNode mapping) {
        return mapping == null || mapping.isNull() ? JsonNodeFactory.instance.arrayNode() : mapping;
    }
}
