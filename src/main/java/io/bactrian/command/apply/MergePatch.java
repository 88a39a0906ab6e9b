package io.bactrian.command.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What has to be merged into one object to make it another (RFC 7396). */
final class MergePatch {
    private MergePatch() {}

    /** Empty when they are the same. */
    static ObjectNode between(JsonNode from, JsonNode to) {
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        to.properties().forEach(wanted -> {
            JsonNode there = from.path(wanted.getKey());
            if (wanted.getValue().isObject() && there.isObject()) {
                ObjectNode inner = between(there, wanted.getValue());
                if (!inner.isEmpty()) {
                    patch.set(wanted.getKey(), inner);
                }
            } else if (!wanted.getValue().equals(there)) {
                patch.set(wanted.getKey(), wanted.getValue());
            }
        });
        from.fieldNames().forEachRemaining(name -> {
            if (!to.has(name)) {
                patch.set(name, NullNode.getInstance());
            }
        });
        return patch;
    }
}
