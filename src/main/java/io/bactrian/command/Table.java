package io.bactrian.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Columns of text, as wide as what is in them.
 *
 * @param columns what they are called, and by JSON pointer what of an item they show
 */
public record Table(List<Column> columns) {
    private static final String GAP = "  ";

    record Column(String title, String pointer) {}

    /** @param columns each as {@code title=/pointer}; {@code title} alone shows the member of that name */
    public static Table of(String... columns) {
        return new Table(Arrays.stream(columns).map(Table::column).toList());
    }

    private static Column column(String text) {
        int equals = text.indexOf('=');
        return equals < 0
                ? new Column(text, "/" + text)
                : new Column(text.substring(0, equals), text.substring(equals + 1));
    }

    public String of(Iterable<JsonNode> items) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(columns.stream().map(Column::title).toList());
        items.forEach(item -> rows.add(columns.stream()
                .map(column -> Text.of(item.at(column.pointer())))
                .toList()));
        return aligned(rows);
    }

    /** Every member of one thing on a line of its own. */
    static String ofMembers(JsonNode thing) {
        return aligned(thing.properties().stream()
                .map(member -> List.of(member.getKey(), Text.of(member.getValue())))
                .toList());
    }

    private static String aligned(List<List<String>> rows) {
        int width = rows.stream().mapToInt(List::size).max().orElse(0);
        int[] widths = new int[width];
        rows.forEach(row -> {
            for (int column = 0; column < row.size(); column++) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        });
        return rows.stream().map(row -> line(row, widths)).collect(Collectors.joining("\n"));
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < row.size(); column++) {
            line.append(row.get(column))
                    .append(" ".repeat(widths[column] - row.get(column).length()))
                    .append(GAP);
        }
        return line.toString().stripTrailing();
    }
}
