package io.bactrian.store;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A canonical table as the database has it, without the key columns (integration_id, stream, external_id) and the bookkeeping
 * ones (synced_at, deleted_at).
 */
public record EntityTable(String name, List<Column> columns) {
    /** One typed column. */
    public record Column(String name, ColumnType type) {}

    /** The type of a column; {@link IllegalArgumentException} when the table has none of that name. */
    public ColumnType type(String column) {
        return columns.stream()
                .filter(c -> c.name().equals(column))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the table work." + name + " has no column " + column))
                .type();
    }

    /** The names of its columns as SQL lists them. */
    String columnNames() {
        return columns.stream().map(Column::name).collect(Collectors.joining(", "));
    }

    /** This table narrowed to some columns, in the order given. */
    public EntityTable with(List<String> names) {
        return new EntityTable(
                name, names.stream().map(n -> new Column(n, type(n))).toList());
    }
}
