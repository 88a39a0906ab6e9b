package io.bactrian.store;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How analysts see one stream of one tool: a row per record with its canonical columns, its custom fields under their names,
 * and the raw record.
 *
 * @param entity the canonical table of the stream; null when it has none
 * @param columns the columns of the canonical table that the stream fills
 * @param custom the custom fields, as text
 */
public record StreamView(
        String tool, String stream, @Nullable String entity, List<String> columns, List<CustomColumn> custom) {
    /** A custom field, which every account keeps at a place of its own. */
    public record CustomColumn(String name, List<Source> sources) {}

    /** Where one account keeps a custom field in its records. */
    public record Source(UUID integrationId, List<String> path) {}

    public String name() {
        return tool + "_" + stream;
    }

    /** The query behind the view. */
    String query() {
        StringBuilder sql = new StringBuilder("select r.integration_id, r.external_id");
        columns.forEach(column -> sql.append(", c.").append(identifier(column)));
        if (!columns.contains("changed_at")) {
            sql.append(", r.changed_at");
        }
        sql.append(", r.synced_at, r.deleted_at, r.absence, r.raw::jsonb as raw");
        custom.forEach(
                column -> sql.append(", ").append(value(column)).append(" as ").append(identifier(column.name())));
        sql.append(" from work.records r join work.integrations i on i.integration_id = r.integration_id and i.tool = ")
                .append(literal(tool));
        if (entity != null) {
            sql.append(" left join work.")
                    .append(identifier(entity))
                    .append(" c on c.integration_id = r.integration_id and c.stream = r.stream")
                    .append(" and c.external_id = r.external_id");
        }
        return sql.append(" where r.stream = ").append(literal(stream)).toString();
    }

    private static String value(CustomColumn column) {
        Map<String, List<UUID>> places = column.sources().stream()
                .collect(Collectors.groupingBy(
                        source ->
                                source.path().stream().map(StreamView::literal).collect(Collectors.joining(",")),
                        TreeMap::new,
                        Collectors.mapping(Source::integrationId, Collectors.toList())));
        return places.entrySet().stream()
                .map(place -> " when r.integration_id in ("
                        + place.getValue().stream()
                                .sorted()
                                .map(id -> "'" + id + "'::uuid")
                                .collect(Collectors.joining(","))
                        + ") then r.raw::jsonb #>> array[" + place.getKey() + "]")
                .collect(Collectors.joining("", "case", " end"));
    }

    static String identifier(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    static String literal(String text) {
        return '\'' + text.replace("'", "''") + '\'';
    }
}
