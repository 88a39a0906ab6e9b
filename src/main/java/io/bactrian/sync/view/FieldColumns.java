package io.bactrian.sync.view;

import io.bactrian.store.CustomColumn;
import io.bactrian.store.CustomColumn.Place;
import io.bactrian.store.CustomColumn.Source;
import io.bactrian.store.FieldType;
import io.bactrian.tool.CustomFields;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes columns of known fields: those of one name are one column, whichever account has them. */
record FieldColumns(CustomFields fields) {

    /** In the order in which their first fields came to be known, so that a new column is the last one. */
    List<CustomColumn> of(List<KnownField> known) {
        Map<String, List<KnownField>> byColumn = known.stream()
                .collect(Collectors.groupingBy(KnownField::columnName, LinkedHashMap::new, Collectors.toList()));
        return byColumn.entrySet().stream()
                .map(column -> new CustomColumn(column.getKey(), type(column.getValue()), sources(column.getValue())))
                .toList();
    }

    /** Text where the accounts do not agree. */
    private FieldType type(List<KnownField> known) {
        Set<FieldType> types =
                known.stream().map(field -> fields.value(field.type()).as()).collect(Collectors.toSet());
        return types.size() == 1 ? types.iterator().next() : FieldType.TEXT;
    }

    private List<Source> sources(List<KnownField> known) {
        return fields.match() == null
                ? known.stream().map(this::key).toList()
                : known.stream()
                        .collect(Collectors.groupingBy(Alike::of, LinkedHashMap::new, Collectors.toList()))
                        .values()
                        .stream()
                        .map(this::element)
                        .toList();
    }

    /** Fields whose values are read alike at once. */
    private record Alike(UUID integrationId, String type, boolean isRemoved) {
        static Alike of(KnownField field) {
            return new Alike(field.integrationId(), field.type(), field.isRemoved());
        }
    }

    private Source key(KnownField field) {
        List<String> path = new ArrayList<>(path(fields.at()));
        path.add(field.id());
        return source(field, new Place.Key(path), field.options());
    }

    private Source element(List<KnownField> alike) {
        Map<String, String> options = new HashMap<>();
        alike.forEach(field -> options.putAll(field.options()));
        List<String> ids = alike.stream().map(KnownField::id).toList();
        return source(
                alike.get(0), new Place.Element(path(fields.at()), path(String.valueOf(fields.match())), ids), options);
    }

    private Source source(KnownField field, Place place, Map<String, String> options) {
        List<List<String>> values =
                fields.value(field.type()).at().stream().map(FieldColumns::path).toList();
        return new Source(field.integrationId(), place, values, options);
    }

    private static List<String> path(String pointer) {
        return Stream.of(pointer.split("/"))
                .filter(key -> !key.isEmpty())
                .map(key -> key.replace("~1", "/").replace("~0", "~"))
                .toList();
    }
}
