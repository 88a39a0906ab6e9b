package io.bactrian.tool.declaration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Map;

/** A stream as an integration's configuration declares it, and the document that a tool's file would hold for it. */
record OwnStream(JsonNode own) {
    private static final String USUAL_OVERLAP = "1m";

    String name() {
        return own.path("name").asText();
    }

    /** Name of the stream of whose records each has a list of its own; empty when there is none. */
    String parent() {
        return own.path("partition").path("of").asText("");
    }

    ObjectNode document() {
        ObjectNode document = object();
        document.put("description", own.path("description").asText("Records of " + name() + "."));
        copy(own, document, Map.of("entity", "entity", "items", "items", "id", "id", "changedAt", "changed"));
        copy(own, document, Map.of("volatile", "volatile", "mapping", "fields"));
        document.set("list", list());
        document.set("paging", paging());
        if (own.has("incremental")) {
            document.set("cursor", cursor());
        }
        if (own.has("partition")) {
            ObjectNode partition = document.putObject("partition");
            copy(own.get("partition"), partition, Map.of("of", "of", "values", "values"));
            copy(own.get("partition"), partition, Map.of("idsPerParent", "ids_per_parent"));
        }
        return document;
    }

    private ObjectNode list() {
        boolean isPost = "POST".equals(own.path("method").asText());
        ObjectNode list = object().put(isPost ? "post" : "get", own.path("path").asText());
        ObjectNode query = list.putObject("query");
        query.setAll(textsOf(own.path("query")));
        if (isPost) {
            list.set("body", own.path("body").isObject() ? own.get("body").deepCopy() : object());
        }
        if (own.has("incremental")) {
            putSince(list, query, own.path("incremental").path("parameter").asText());
        }
        return list;
    }

    /** A first read names no instant: the place is optional. */
    private static void putSince(ObjectNode list, ObjectNode query, String parameter) {
        if (!parameter.startsWith("/")) {
            query.put(parameter, "{since?}");
            return;
        }
        int end = parameter.lastIndexOf('/');
        ObjectNode body = list.withObject("/body");
        ObjectNode parent = end == 0 ? body : body.withObject(parameter.substring(0, end));
        parent.put(parameter.substring(end + 1), "{since?}");
    }

    private ObjectNode paging() {
        JsonNode said = own.path("paging");
        ObjectNode paging = object();
        String kind = said.path("kind").asText();
        paging.put("kind", kind.equals("cursor") ? "token" : kind.toLowerCase(Locale.ROOT));
        copy(said, paging, Map.of("parameter", "send", "next", "next", "sizeParameter", "size", "size", "limit"));
        copy(said, paging, Map.of("total", "total", "pages", "total", "hasMore", "more", "first", "first"));
        return paging;
    }

    private ObjectNode cursor() {
        JsonNode said = own.path("incremental");
        ObjectNode cursor = object().put("kind", "changed_since");
        cursor.put("overlap", said.path("overlap").asText(USUAL_OVERLAP));
        copy(said, cursor, Map.of("format", "format", "zone", "zone"));
        return cursor;
    }

    private static void copy(JsonNode from, ObjectNode to, Map<String, String> keys) {
        keys.forEach((theirs, ours) -> {
            if (from.has(theirs)) {
                to.set(ours, from.get(theirs));
            }
        });
    }

    private static ObjectNode textsOf(JsonNode values) {
        ObjectNode texts = object();
        values.properties()
                .forEach(value -> texts.put(value.getKey(), value.getValue().asText()));
        return texts;
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
