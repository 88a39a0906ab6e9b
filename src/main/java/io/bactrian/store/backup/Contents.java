package io.bactrian.store.backup;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is in a backup, as the backup itself tells.
 *
 * @param format of this list and of the files beside it
 * @param schema version of the schemas that the rows fit into
 */
public record Contents(
        int format, String schema, Instant takenAt, List<Table> tables, List<Sequence> sequences, List<View> views) {
    static final int FORMAT = 1;
    static final String ENTRY = "contents.json";

    /**
     * The rows of a table.
     *
     * @param name with its schema, quoted where it must be
     * @param columns in the order of the values, quoted where they must be
     */
    record Table(String name, List<String> columns, long rows) {
        String entry() {
            return name + ".copy";
        }

        String columnList() {
            return name + " (" + String.join(", ", columns) + ")";
        }
    }

    /** A sequence and the number it gave last. */
    record Sequence(String name, long value) {}

    /** A view of schema {@code work}; the next sync would make it again, but analysts do not wait for that. */
    record View(String name, String query, @Nullable String comment, List<String> readers) {}

    public long rows() {
        return tables.stream().mapToLong(Table::rows).sum();
    }
}
