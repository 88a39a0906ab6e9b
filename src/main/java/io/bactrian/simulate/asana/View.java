package io.bactrian.simulate.asana;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.simulate.Json;
import io.bactrian.simulate.Request;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Shows records as a request asks for them: compact in lists, whole alone, or with the fields of {@code opt_fields} and no others. */
final class View {
    private static final List<String> COMPACT = List.of("gid", "resource_type", "name", "resource_subtype");

    private final Domain domain;

    View(Domain domain) {
        this.domain = domain;
    }

    /** A record of a list. */
    JsonNode listed(ObjectNode record, Request request) {
        return asked(request) == null ? compact(record) : part(record, Wish.of(asked(request)));
    }

    /** A record by itself. */
    JsonNode whole(ObjectNode record, Request request) {
        return asked(request) == null ? withCompact(record) : part(record, Wish.of(asked(request)));
    }

    private static @Nullable String asked(Request request) {
        return request.parameter("opt_fields");
    }

    private static ObjectNode compact(JsonNode record) {
        ObjectNode compact = Json.object();
        COMPACT.stream().filter(record::has).forEach(field -> compact.set(field, record.path(field)));
        return compact;
    }

    /** Everything of a record, and the others in it compact. */
    private JsonNode withCompact(JsonNode value) {
        if (value instanceof ArrayNode array) {
            ArrayNode shown = Json.array();
            array.forEach(element -> shown.add(withCompact(element)));
            return shown;
        }
        if (!value.isObject() || isReference(value)) {
            return value.isObject() ? compact(resolved(value)) : value;
        }
        ObjectNode shown = Json.object();
        value.properties().forEach(field -> shown.set(field.getKey(), withCompact(field.getValue())));
        return shown;
    }

    private JsonNode part(JsonNode value, Wish wish) {
        if (value instanceof ArrayNode array) {
            ArrayNode shown = Json.array();
            array.forEach(element -> shown.add(part(element, wish)));
            return shown;
        }
        if (!value.isObject()) {
            return value;
        }
        JsonNode record = resolved(value);
        ObjectNode shown = Json.object();
        if (record.has("gid")) {
            shown.set("gid", record.path("gid"));
            if (wish.parts.isEmpty()) {
                shown.set("resource_type", record.path("resource_type"));
            }
        }
        wish.parts.forEach((name, below) -> {
            if (record.has(name)) {
                shown.set(name, part(record.path(name), below));
            }
        });
        return shown;
    }

    private JsonNode resolved(JsonNode value) {
        return isReference(value) && domain.has(Domain.type(value), Domain.gid(value))
                ? domain.get(Domain.type(value), Domain.gid(value))
                : value;
    }

    private static boolean isReference(JsonNode value) {
        return value.size() == 2 && value.has("gid") && value.has("resource_type");
    }

    /** The fields wanted of a record, each with what is wanted of it. */
    private record Wish(Map<String, Wish> parts) {
        static Wish of(@Nullable String fields) {
            Wish wish = new Wish(new LinkedHashMap<>());
            for (String path : String.valueOf(fields).split(",")) {
                Wish at = wish;
                for (String name : path.strip().split("\\.")) {
                    at = at.parts.computeIfAbsent(name, key -> new Wish(new LinkedHashMap<>()));
                }
            }
            return wish;
        }
    }
}
