package io.bactrian.route.scaffold;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * A stream as far as it could be guessed.
 *
 * @param path of the list, with {@code {parent}} where it is one of each record of another stream
 * @param parent that stream; null when there is one list
 * @param items pointer to the records in an answer
 * @param record what is known of a record
 * @param paging how the next page is found; null when nothing says so
 * @param since query parameter that asks for changes; null when there is none
 * @param byId path of a single record; null when there is none
 */
record DraftedStream(
        String name,
        String path,
        @Nullable String parent,
        String items,
        KnownFields record,
        @Nullable ObjectNode paging,
        @Nullable String since,
        @Nullable String byId) {
    private static final String LATE = "1m";

    ObjectNode declaration() {
        ObjectNode stream = JsonNodeFactory.instance.objectNode();
        stream.put("description", "Records of " + path + ".");
        String entity = record.entity(name);
        if (entity != null) {
            stream.put("entity", entity);
        }
        boolean isAskedForChanges = since != null && record.changed() != null;
        ObjectNode list = stream.putObject("list").put("get", path);
        if (isAskedForChanges) {
            list.putObject("query").put(since, "{since?}");
        }
        if (paging != null) {
            stream.set("paging", paging);
        }
        stream.put("items", items).put("id", record.id());
        if (parent != null) {
            stream.putObject("partition").put("of", parent);
        }
        if (record.changed() != null) {
            stream.put("changed", record.changed());
        }
        if (isAskedForChanges) {
            stream.putObject("cursor").put("kind", "changed_since").put("overlap", LATE);
        }
        if (entity != null) {
            stream.set("fields", record.columns(entity));
        }
        if (byId != null) {
            stream.putObject("by_ids").put("get", byId).put("batch", 1).put("items", "");
        }
        return stream;
    }
}
