package io.bactrian.tool.declaration;

import com.fasterxml.jackson.databind.JsonNode;
import io.bactrian.tool.FieldSource;
import io.bactrian.tool.Paging;
import io.bactrian.tool.RequestTemplate;
import io.bactrian.tool.Slices;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** A part of a declaration that its schema has found sound, read value by value. */
record Part(JsonNode node) {
    private static final int USUAL_PAGE_SIZE = 100;

    boolean has(String key) {
        return node.has(key);
    }

    Part part(String key) {
        return new Part(node.path(key));
    }

    /** Another reading of a part; null when the part is left out. */
    <T> @Nullable T optional(String key, Function<Part, T> reading) {
        return has(key) ? reading.apply(part(key)) : null;
    }

    @Nullable
    String text(String key) {
        return has(key) ? node.get(key).asText() : null;
    }

    String text(String key, String usual) {
        return has(key) ? node.get(key).asText() : usual;
    }

    int number(String key, int usual) {
        return node.path(key).asInt(usual);
    }

    Set<Integer> numbers(String key) {
        return Set.copyOf(list(key, number -> number.node().asInt()));
    }

    boolean flag(String key) {
        return node.path(key).asBoolean();
    }

    Duration duration(String key, Duration usual) {
        return has(key) ? duration(node.get(key).asText()) : usual;
    }

    <E extends Enum<E>> E word(String key, Class<E> type, E usual) {
        return has(key) ? Enum.valueOf(type, node.get(key).asText().toUpperCase(Locale.ROOT)) : usual;
    }

    List<String> texts(String key) {
        return texts(node.path(key));
    }

    Map<String, String> textMap(String key) {
        return map(key, part -> part.node().asText());
    }

    /** The values of an object in the order they are written. */
    <T extends @Nullable Object> Map<String, T> map(String key, Function<Part, T> reading) {
        Map<String, T> map = new LinkedHashMap<>();
        node.path(key).properties().forEach(e -> map.put(e.getKey(), reading.apply(new Part(e.getValue()))));
        return Collections.unmodifiableMap(map);
    }

    <T> List<T> list(String key, Function<Part, T> reading) {
        return StreamSupport.stream(node.path(key).spliterator(), false)
                .map(element -> reading.apply(new Part(element)))
                .toList();
    }

    RequestTemplate request() {
        RequestTemplate.Method method = has("post") ? RequestTemplate.Method.POST : RequestTemplate.Method.GET;
        String path = has("post") ? text("post", "") : text("get", "");
        return new RequestTemplate(method, path, textMap("query"), node.get("body"));
    }

    Paging paging() {
        return new Paging(
                word("kind", Paging.Kind.class, Paging.Kind.NONE),
                text("send"),
                text("next"),
                text("size"),
                number("limit", USUAL_PAGE_SIZE),
                text("total"),
                text("more"),
                text("end"),
                number("first", 1),
                optional("slices", slices -> new Slices(slices.text("at", ""), slices.number("most", 1))));
    }

    FieldSource field() {
        if (node.isTextual() && node.textValue().contains("{")) {
            return new FieldSource(List.of(), node.textValue(), FieldSource.As.TEXT, Map.of());
        }
        List<String> pointers = node.isObject() ? texts("at") : texts(node);
        return new FieldSource(pointers, null, word("as", FieldSource.As.class, FieldSource.As.TEXT), replacements());
    }

    /** A null replaces by nothing. */
    private Map<String, @Nullable String> replacements() {
        return map("map", part -> part.node().isNull() ? null : part.node().asText());
    }

    static List<String> texts(JsonNode node) {
        if (node.isTextual()) {
            return List.of(node.textValue());
        }
        List<String> texts = new ArrayList<>();
        node.forEach(element -> texts.add(element.asText()));
        return List.copyOf(texts);
    }

    private static Duration duration(String text) {
        int unit = text.endsWith("ms") ? 2 : 1;
        long number = Long.parseLong(text.substring(0, text.length() - unit));
        return switch (text.substring(text.length() - unit)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }
}
