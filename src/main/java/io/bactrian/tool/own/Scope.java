package io.bactrian.tool.own;

import com.fasterxml.jackson.databind.JsonNode;
import io.bactrian.tool.CursorDeclaration;
import io.bactrian.tool.StreamDeclaration;
import io.bactrian.tool.Treatment;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** What an integration's {@code scope} says; read from JSON that is known to be sound. */
record Scope(JsonNode json) {

    /** Whether a stream is to be synced: one that is named, or that is synced unless others are. */
    boolean includes(StreamDeclaration stream) {
        return texts(json.path("also")).contains(stream.name())
                || (json.has("streams") ? texts(json.get("streams")).contains(stream.name()) : !stream.onRequest());
    }

    /** What was not changed since then is not read; null reads everything. */
    @Nullable
    Instant start() {
        return json.has("startDate") ? instant(json.get("startDate").asText()) : null;
    }

    /** A date is its first instant in UTC; throws {@link DateTimeException}. */
    static Instant instant(String text) {
        return text.length() == "2026-01-31".length()
                ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                : OffsetDateTime.parse(text).toInstant();
    }

    /** What the tool's own words say, by the places they fill in conditions. */
    Map<String, String> places() {
        Map<String, String> places = new TreeMap<>();
        json.properties()
                .forEach(word -> places.put(CursorDeclaration.SCOPE + word.getKey(), condition(word.getValue())));
        places.keySet()
                .removeAll(ScopeSchema.COMMON.stream()
                        .map(w -> CursorDeclaration.SCOPE + w)
                        .toList());
        return places;
    }

    /** A list as it stands in a condition: each element a text in quotes, whatever it holds. */
    static String condition(JsonNode value) {
        if (!value.isArray()) {
            return value.asText();
        }
        return texts(value).stream()
                .map(text -> '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
                .collect(Collectors.joining(", "));
    }

    /** What of a stream's records must not be stored as it is. */
    Treatment privacy(String stream) {
        return new Treatment(pointers("leaveOut", stream), pointers("hash", stream), List.of());
    }

    private List<String> pointers(String word, String stream) {
        return StreamSupport.stream(json.path(word).spliterator(), false)
                .filter(entry -> entry.path("stream").asText().equals(stream))
                .flatMap(entry -> texts(entry.path("pointers")).stream())
                .distinct()
                .sorted()
                .toList();
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(element -> texts.add(element.asText()));
        return texts;
    }
}
