package io.bactrian.tool.declaration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.failure.Act;
import io.bactrian.failure.FailureCategory;
import io.bactrian.failure.Scope;
import io.bactrian.tool.Authorization;
import io.bactrian.tool.ElementProbe;
import io.bactrian.tool.Limit;
import io.bactrian.tool.Paging;
import io.bactrian.tool.Probe;
import io.bactrian.tool.Refusal;
import io.bactrian.tool.StreamDeclaration;
import io.bactrian.tool.Tool;
import io.bactrian.tool.Variants;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a tool from a sound {@code tool.yaml}. */
record ToolReading(String name, Part part) {
    private static final SchemaCheck OWN_STREAMS = new SchemaCheck("own-streams.schema.json");

    /** @param variants the tool as it is in each of its variants, by their names */
    Tool tool(Map<String, StreamDeclaration> streams, Map<String, Tool> variants) {
        return new Tool(
                name,
                part.text("title", name),
                config(),
                closed(part.part("credentials")),
                part.has("scope") ? part.part("scope").node() : JsonNodeFactory.instance.objectNode(),
                part.part("scope").map("elements", ToolReading::element),
                part.texts("base"),
                part.list("authorization", ToolReading::authorization),
                part.list("refusals", ToolReading::refusal),
                part.map("limits", ToolReading::limit),
                new Probe(
                        part.part("probe").request(),
                        Paging.NONE,
                        part.part("probe").textMap("account")),
                Collections.unmodifiableMap(streams),
                part.flag("own_streams"),
                part.flag("conditional"),
                part.optional("variant", variant -> variants(variant, variants)));
    }

    private static @Nullable Variants variants(Part variant, Map<String, Tool> variants) {
        Map<String, Tool> of = new LinkedHashMap<>();
        variant.textMap("of").forEach((told, named) -> {
            Tool tool = variants.get(named);
            if (tool != null) {
                of.put(told, tool);
            }
        });
        return new Variants(variant.request(), variant.text("as", ""), variant.text("at", ""), Map.copyOf(of));
    }

    /** The schema of the configuration, with that of own streams where they may be declared. */
    private ObjectNode config() {
        ObjectNode schema = closed(part.part("config"));
        if (part.flag("own_streams")) {
            JsonNode own = OWN_STREAMS.schema();
            schema.withObject("/properties").set("streams", own.at("/properties/streams"));
            schema.set("$defs", own.get("$defs"));
        }
        return schema;
    }

    /** A schema that refuses what it does not name. */
    private static ObjectNode closed(Part part) {
        ObjectNode schema = part.node().deepCopy();
        schema.put("type", "object");
        schema.path("oneOf")
                .forEach(alternative ->
                        ((ObjectNode) alternative).put("type", "object").put("additionalProperties", false));
        if (!schema.has("oneOf")) {
            schema.put("additionalProperties", false);
        }
        return schema;
    }

    private static Authorization authorization(Part part) {
        return new Authorization(
                part.word("kind", Authorization.Kind.class, Authorization.Kind.HEADER),
                part.text("name", "Authorization"),
                part.text("value", ""),
                part.textMap("when"));
    }

    private static ElementProbe element(Part part) {
        return new ElementProbe(part.request(), part.text("count"));
    }

    private static Refusal refusal(Part part) {
        return new Refusal(
                part.text("status"),
                part.textMap("header"),
                part.text("body"),
                part.word("category", FailureCategory.class, FailureCategory.UNEXPECTED),
                part.word("scope", Scope.class, Scope.ENDPOINT),
                part.word("act", Act.class, Act.NONE));
    }

    private static Limit limit(Part part) {
        return new Limit(
                part.number("requests", 0),
                part.duration("per", Duration.ofSeconds(1)),
                part.number("at_once", 0),
                part.text("path", ""),
                part.flag("per_endpoint"),
                part.text("remaining"),
                part.text("reset"));
    }
}
