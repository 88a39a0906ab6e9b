package io.bactrian.sync.view;

import com.fasterxml.jackson.databind.JsonNode;
import io.bactrian.tool.CustomFields;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A custom field as the records that name it tell of it.
 *
 * @param within the parts of the tool whose records have it; empty when all may
 * @param options what the ids that its values may have stand for
 * @param isRemoved whether nothing names it any more
 */
record NamedField(
        String id, String title, String type, Set<String> within, Map<String, String> options, boolean isRemoved) {

    /** As one record names it. */
    static NamedField of(JsonNode record, CustomFields fields, boolean isRemoved) {
        CustomFields.Naming naming = fields.naming();
        String type = naming.type() == null ? "" : record.at(naming.type()).asText();
        String part = naming.within() == null ? "" : record.at(naming.within()).asText();
        return new NamedField(
                record.at(naming.id()).asText(),
                record.at(naming.title()).asText(),
                type,
                part.isEmpty() ? Set.of() : Set.of(part),
                options(record, fields.value(type).options()),
                isRemoved);
    }

    private static Map<String, String> options(JsonNode record, CustomFields.@Nullable Options options) {
        Map<String, String> titles = new HashMap<>();
        if (options != null) {
            record.at(options.at())
                    .forEach(option -> titles.put(
                            option.at(options.id()).asText(),
                            option.at(options.title()).asText()));
        }
        return titles;
    }

    /** The same field as another record names it too: what is still there counts more. */
    NamedField and(NamedField other) {
        if (isRemoved != other.isRemoved) {
            return isRemoved ? other : this;
        }
        Set<String> both = new HashSet<>(within);
        both.addAll(other.within);
        return new NamedField(id, title, type, both, options, isRemoved);
    }

    /** Whether a record may have both. */
    boolean meets(NamedField other) {
        boolean isApart = !within.isEmpty() && !other.within.isEmpty() && Collections.disjoint(within, other.within);
        return !isRemoved && !other.isRemoved && !isApart;
    }
}
