package io.bactrian.tool;

import io.bactrian.store.FieldType;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where records keep custom fields and which stream names them, so that the generated view can offer each under its name.
 *
 * @param at pointer to the object that has a key for each of them, or to the list of their values
 * @param match pointer, in an element of the list, to the id of its field; null for an object
 * @param types what values look like, by the tool's word for the type; those of other types are texts
 */
public record CustomFields(String at, @Nullable String match, Naming naming, Map<String, Value> types) {
    /**
     * How the records of a stream name custom fields.
     *
     * @param prefix what the ids of custom fields begin with
     * @param id pointer to the id
     * @param title pointer to the name
     * @param within pointer to the part of the tool whose records have the field; null when all may
     * @param type pointer to the tool's word for the type; null when all are texts
     */
    public record Naming(
            String stream,
            String prefix,
            String id,
            String title,
            @Nullable String within,
            @Nullable String type) {}

    /**
     * What a value looks like.
     *
     * @param at pointers to it from what the field holds; the first at which something stands counts
     */
    public record Value(
            List<String> at, FieldType as, @Nullable Options options) {
        static final Value TEXT = new Value(List.of(""), FieldType.TEXT, null);
    }

    /** Where a naming record says what the ids that stand for values stand for: pointers. */
    public record Options(String at, String id, String title) {}

    /** What values of a field look like, by the tool's word for its type. */
    public Value value(String type) {
        return types.getOrDefault(type, Value.TEXT);
    }
}
