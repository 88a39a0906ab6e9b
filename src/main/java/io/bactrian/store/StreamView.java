package io.bactrian.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How analysts see one stream of one tool: a row per record with its canonical columns, its custom fields under their names,
 * and the raw record.
 *
 * @param entity the canonical table of the stream; null when it has none
 * @param columns the columns of the canonical table that the stream fills
 * @param custom the custom fields, in the order in which they came to be known
 */
public record StreamView(
        String tool, String stream, @Nullable String entity, List<String> columns, List<CustomColumn> custom) {
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
        sql.append(", r.synced_at, r.deleted_at, r.absence, d.raw");
        custom.forEach(
                column -> sql.append(", ").append(column.sql()).append(" as ").append(identifier(column.name())));
        // Read once for all its fields: an offset keeps the text from being parsed anew for every column.
        sql.append(
                        " from work.records r cross join lateral (select r.raw::jsonb as raw offset 0) d join work.integrations i on i.integration_id = r.integration_id and i.tool = ")
                .append(literal(tool));
        if (entity != null) {
            sql.append(" left join work.")
                    .append(identifier(entity))
                    .append(" c on c.integration_id = r.integration_id and c.stream = r.stream")
                    .append(" and c.external_id = r.external_id");
        }
        return sql.append(" where r.stream = ").append(literal(stream)).toString();
    }

    static String identifier(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    static String literal(String text) {
        return '\'' + text.replace("'", "''") + '\'';
    }
}
