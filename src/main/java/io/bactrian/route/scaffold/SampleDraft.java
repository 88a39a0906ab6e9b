package io.bactrian.route.scaffold;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Drafts a tool of one answer that it gave: a stream named like the file, whose path is guessed to be called the same. */
final class SampleDraft {
    private static final List<String> NEXT_URLS = List.of("/next", "/links/next", "/next_url", "/paging/next");

    private SampleDraft() {}

    /** The tool; empty when no array of records is found in the answer. */
    static Optional<DraftedTool> of(String stream, JsonNode answer) {
        return items(answer).map(items -> {
            String path = "/" + stream;
            KnownFields record = new KnownFields(names(answer.at(items)));
            DraftedStream drafted = new DraftedStream(stream, path, null, items, record, paging(answer), null, null);
            return new DraftedTool("", DraftedAuthorization.BEARER, path, List.of(drafted), List.of());
        });
    }

    private static Optional<String> items(JsonNode answer) {
        if (isRecords(answer)) {
            return Optional.of("");
        }
        return answer.properties().stream()
                .filter(field -> isRecords(field.getValue()))
                .map(Map.Entry::getKey)
                .map(SampleDraft::pointer)
                .findFirst();
    }

    private static boolean isRecords(JsonNode node) {
        return node.isArray() && node.path(0).isObject();
    }

    private static Set<String> names(JsonNode records) {
        Set<String> names = new LinkedHashSet<>();
        records.forEach(record -> record.fieldNames().forEachRemaining(names::add));
        return names;
    }

    static String pointer(String name) {
        return "/" + name.replace("~", "~0").replace("/", "~1");
    }

    private static @Nullable ObjectNode paging(JsonNode answer) {
        return NEXT_URLS.stream()
                .filter(pointer -> answer.at(pointer).isTextual())
                .findFirst()
                .map(pointer -> JsonNodeFactory.instance
                        .objectNode()
                        .put("kind", "next_url")
                        .put("next", pointer))
                .orElse(null);
    }
}
