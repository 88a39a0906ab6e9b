package io.bactrian.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.bactrian.tool.Needs;
import io.bactrian.tool.StreamDeclaration;
import io.bactrian.tool.Tool;
import io.bactrian.tool.Variants;
import io.bactrian.tool.own.MappingSchema;
import io.bactrian.tool.own.ScopeSchema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A tool as it is shown: what an integration of it has to say, and what it can bring. */
record ToolView(
        String name,
        String title,
        JsonNode config,
        JsonNode credentials,
        JsonNode scope,
        JsonNode dataMapping,
        List<StreamView> streams,
        List<VariantView> variants) {
    static ToolView of(Tool tool) {
        return new ToolView(
                tool.name(),
                tool.title(),
                tool.config(),
                tool.credentials(),
                ScopeSchema.of(tool),
                MappingSchema.of(tool),
                streams(tool),
                tool.variants() == null ? List.of() : VariantView.of(tool.variants()));
    }

    private static List<StreamView> streams(Tool tool) {
        return tool.streams().values().stream().map(StreamView::of).toList();
    }

    /**
     * What the tool is to accounts of one kind.
     *
     * @param account what such an account tells of itself
     */
    record VariantView(Map<String, String> account, String title, List<StreamView> streams) {
        static List<VariantView> of(Variants variants) {
            return variants.of().entrySet().stream()
                    .map(kind -> new VariantView(
                            Map.of(variants.as(), kind.getKey()),
                            kind.getValue().title(),
                            ToolView.streams(kind.getValue())))
                    .toList();
        }
    }

    /** One kind of record that the tool has, and the kinds that come with it. */
    record StreamView(
            String name,
            String description,
            @Nullable String entity,
            List<String> children,
            boolean onRequest,
            Needs needs) {
        static StreamView of(StreamDeclaration stream) {
            return new StreamView(
                    stream.name(),
                    stream.description(),
                    stream.entity(),
                    List.copyOf(stream.children().keySet()),
                    stream.onRequest(),
                    stream.needs());
        }
    }
}
