package io.bactrian.store;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A custom field as a column of a view, whose record is {@code d.raw}: every account keeps it at places of its own. A value that
 * is not of the column's type is null there; the record still shows it.
 */
public record CustomColumn(String name, FieldType type, List<Source> sources) {
    /**
     * Where one account keeps values.
     *
     * @param values paths to the value from what the field holds; the first at which something stands counts
     * @param options what the ids that stand for values stand for; empty where they stand for themselves
     */
    public record Source(UUID integrationId, Place place, List<List<String>> values, Map<String, String> options) {}

    /** Where records keep what a field holds. */
    public sealed interface Place {
        /** Under a key of its own. */
        record Key(List<String> path) implements Place {}

        /**
         * In the element of a list that names the field.
         *
         * @param list path of the list
         * @param match path, in an element, of the field's id
         * @param ids of fields none of which a record has together with another
         */
        record Element(List<String> list, List<String> match, List<String> ids) implements Place {}
    }

    /** The value, whichever account's record it is. */
    String sql() {
        Map<UUID, String> byIntegration = sources.stream()
                .collect(Collectors.groupingBy(
                        Source::integrationId,
                        TreeMap::new,
                        Collectors.collectingAndThen(
                                Collectors.flatMapping(this::values, Collectors.toList()), CustomColumn::first)));
        Map<String, List<UUID>> byValue = byIntegration.entrySet().stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getValue, TreeMap::new, Collectors.mapping(Map.Entry::getKey, Collectors.toList())));
        return byValue.entrySet().stream()
                .map(value -> " when r.integration_id in (" + uuids(value.getValue()) + ") then " + value.getKey())
                .collect(Collectors.joining("", "case", " end"));
    }

    private static String first(List<String> values) {
        return values.size() == 1 ? values.get(0) : "coalesce(" + String.join(", ", values) + ")";
    }

    private static String uuids(List<UUID> ids) {
        return ids.stream().map(id -> "'" + id + "'::uuid").collect(Collectors.joining(","));
    }

    private Stream<String> values(Source source) {
        String held = held(source.place());
        return source.values().stream().map(path -> typed(held, path, source.options()));
    }

    private static String held(Place place) {
        if (place instanceof Place.Key key) {
            return "d.raw #> " + array(key.path());
        }
        Place.Element element = (Place.Element) place;
        String condition = element.ids().stream()
                .map(id -> "@" + steps(element.match()) + " == " + TextNode.valueOf(id))
                .collect(Collectors.joining(" || "));
        String path = "$" + steps(element.list()) + "[*] ? (" + condition + ")";
        return "jsonb_path_query_first(d.raw, " + StreamView.literal(path) + ")";
    }

    private String typed(String held, List<String> path, Map<String, String> options) {
        if (type == FieldType.JSON) {
            return "nullif(" + held + " #> " + array(path) + ", 'null'::jsonb)";
        }
        String text = "(" + held + " #>> " + array(path) + ")";
        String shown = options.isEmpty() ? text : "(" + json(options) + " ->> " + text + ")";
        return switch (type) {
            case TEXT -> shown;
            case NUMBER -> "work.number_of(" + shown + ")";
            case BOOLEAN -> "work.truth_of(" + shown + ")";
            case DATE -> "work.date_of(" + shown + ")";
            case TIMESTAMP -> "work.time_of(" + shown + ")";
            case JSON -> throw new IllegalStateException("JSON is not read from a text");
        };
    }

    private static String array(List<String> path) {
        return path.stream().map(StreamView::literal).collect(Collectors.joining(",", "array[", "]::text[]"));
    }

    private static String steps(List<String> path) {
        return path.stream().map(step -> "." + TextNode.valueOf(step)).collect(Collectors.joining());
    }

    private static String json(Map<String, String> options) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        new TreeMap<>(options).forEach(json::put);
        return StreamView.literal(json.toString()) + "::jsonb";
    }
}
