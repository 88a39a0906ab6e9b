package io.bactrian.route.scaffold;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An OpenAPI document, asked for what a tool's declaration says. */
record ApiDocument(JsonNode root) {
    private static final int DEEPEST = 32;
    private static final List<String> SIZES =
            List.of("per_page", "perPage", "page_size", "pageSize", "limit", "maxResults");
    private static final List<String> TOKENS =
            List.of("cursor", "after", "page_token", "pageToken", "nextPageToken", "starting_after");
    private static final List<String> NEXT_TOKENS = List.of(
            "/next_cursor",
            "/nextCursor",
            "/next_page_token",
            "/nextPageToken",
            "/next",
            "/meta/next_cursor",
            "/meta/next",
            "/pagination/next_cursor",
            "/next_page/offset",
            "/cursor");
    private static final List<String> OFFSETS = List.of("offset", "startAt", "skip");
    private static final List<String> SINCES =
            List.of("since", "updated_since", "updatedSince", "modified_since", "updated_after", "changed_since");

    /** The paths that are read by GET. */
    List<String> gets() {
        return root.path("paths").properties().stream()
                .filter(path -> path.getValue().has("get"))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** What addresses begin with, when the document says so; an address with variables or without a host says nothing. */
    String server() {
        String url = root.at("/servers/0/url").asText();
        return url.matches("https?://[^{}?#]+") ? url.replaceAll("/+$", "") : "";
    }

    DraftedAuthorization authorization() {
        return DraftedAuthorization.of(root.at("/components/securitySchemes"));
    }

    Optional<ListedRecords> list(String path) {
        JsonNode answer = answer(path);
        Map<String, JsonNode> fields = fields(answer);
        if (isRecords(answer)) {
            return Optional.of(new ListedRecords("", record(answer), Set.of()));
        }
        return fields.entrySet().stream()
                .filter(field -> isRecords(resolved(field.getValue())))
                .findFirst()
                .map(field -> new ListedRecords(
                        SampleDraft.pointer(field.getKey()), record(resolved(field.getValue())), around(fields)));
    }

    /** The path that a record of a list is read at. */
    Optional<String> single(String path) {
        return gets().stream()
                .filter(other -> other.matches("\\Q" + path + "\\E/\\{[^}/]+}"))
                .filter(other -> !isRecords(answer(other)) && list(other).isEmpty())
                .map(other -> path + "/{ids}")
                .findFirst();
    }

    @Nullable
    String since(String path) {
        return first(SINCES, parameters(path)).orElse(null);
    }

    /** By a token when the answer brings one, else by a number; null when nothing says that there are pages. */
    @Nullable
    ObjectNode paging(String path, ListedRecords list) {
        Set<String> parameters = parameters(path);
        Optional<String> token = first(TOKENS, parameters);
        Optional<String> next = first(NEXT_TOKENS, list.around());
        Optional<String> offset = first(OFFSETS, parameters);
        ObjectNode paging = JsonNodeFactory.instance.objectNode();
        if (token.isPresent() && next.isPresent()) {
            paging.put("kind", "token").put("send", token.get()).put("next", next.get());
        } else if (offset.isPresent()) {
            paging.put("kind", "offset").put("send", offset.get());
        } else if (parameters.contains("page")) {
            paging.put("kind", "page").put("send", "page");
        } else {
            return null;
        }
        first(SIZES, parameters).ifPresent(size -> paging.put("size", size));
        return paging;
    }

    private Set<String> parameters(String path) {
        Set<String> names = new LinkedHashSet<>();
        JsonNode item = root.path("paths").path(path);
        for (JsonNode list : List.of(item.path("parameters"), item.at("/get/parameters"))) {
            list.forEach(given -> {
                JsonNode parameter = resolved(given);
                if (parameter.path("in").asText().equals("query")) {
                    names.add(parameter.path("name").asText());
                }
            });
        }
        return names;
    }

    private JsonNode answer(String path) {
        JsonNode answers = root.path("paths").path(path).at("/get/responses");
        return resolved(resolved(answers.path("200")).at("/content/application~1json/schema"));
    }

    private boolean isRecords(JsonNode schema) {
        return schema.has("items") && !fields(resolved(schema.path("items"))).isEmpty();
    }

    private KnownFields record(JsonNode list) {
        return new KnownFields(fields(resolved(list.path("items"))).keySet());
    }

    private Set<String> around(Map<String, JsonNode> fields) {
        Set<String> pointers = new LinkedHashSet<>();
        fields.forEach((name, schema) -> {
            pointers.add("/" + name);
            fields(resolved(schema)).keySet().forEach(below -> pointers.add("/" + name + "/" + below));
        });
        return pointers;
    }

    /** The fields of an object, those of all parts that it is put together of included. */
    private Map<String, JsonNode> fields(JsonNode schema) {
        Map<String, JsonNode> fields = new LinkedHashMap<>();
        schema.path("allOf").forEach(part -> fields.putAll(fields(resolved(part))));
        schema.path("properties").properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
        return fields;
    }

    private JsonNode resolved(JsonNode node) {
        JsonNode at = node;
        for (int step = 0; at.has("$ref") && step < DEEPEST; step++) {
            String reference = at.path("$ref").asText();
            at = root.at(reference.startsWith("#/") ? reference.substring(1) : "/-");
        }
        return at;
    }

    private static Optional<String> first(List<String> wanted, Set<String> there) {
        return wanted.stream().filter(there::contains).findFirst();
    }
}
