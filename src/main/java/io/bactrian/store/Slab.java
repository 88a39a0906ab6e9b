package io.bactrian.store;

import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The records of one stream cut out of one answer, with the buffers they lie in; the buffers are lent and must not be kept
 * after the merge.
 *
 * @param entity the canonical table with exactly the columns that are encoded, null when the stream is not mapped
 */
public record Slab(String stream, @Nullable EntityTable entity, byte[] raw, byte[] columns, List<Row> rows) {
    public Slab only(Predicate<Row> wanted) {
        return new Slab(
                stream, entity, raw, columns, rows.stream().filter(wanted).toList());
    }
}
