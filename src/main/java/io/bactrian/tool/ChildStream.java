package io.bactrian.tool;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A stream whose records are embedded in those of another and may be cut short there.
 *
 * @param items pointer to the embedded array, in the parent's record
 * @param total pointer to the tool's count of them, in the parent's record
 * @param rest how the whole list is fetched for parents that were cut short; the children are {@code record}s of the answer
 * @param record the stream's own declaration: id, changed, entity, fields
 */
public record ChildStream(
        String items, String total, @Nullable Rest rest, StreamDeclaration record) {
    /** The canonical column that holds the parent's id; empty when none does. */
    public Optional<String> parentColumn() {
        return record.fields().entrySet().stream()
                .filter(field -> "{parent}".equals(field.getValue().template()))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /**
     * The request that brings the whole list.
     *
     * @param batch how many parents one request may name; 1 puts {@code {parent}} into the request, more {@code "{parents}"}
     * @param items pointer to the children; with a batch the pointer to the elements that each hold one parent's children
     * @param parent with a batch: pointer to the parent's id in such an element
     * @param children with a batch: pointer to the children in such an element
     */
    public record Rest(
            RequestTemplate request,
            Paging paging,
            int batch,
            String items,
            @Nullable String parent,
            @Nullable String children) {}
}
