package io.bactrian.consistency.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import org.jspecify.annotations.Nullable;

/** What each side holds at one place; null where it holds nothing. */
record Sides(
        @Nullable JsonNode local,
        @Nullable JsonNode external,
        @Nullable JsonNode base) {
    Sides member(String name, boolean nullIsAbsent) {
        return new Sides(
                member(local, name, nullIsAbsent),
                member(external, name, nullIsAbsent),
                member(base, name, nullIsAbsent));
    }

    private static @Nullable JsonNode member(@Nullable JsonNode object, String name, boolean nullIsAbsent) {
        JsonNode member = object == null ? null : object.get(name);
        return nullIsAbsent && member != null && member.isNull() ? null : member;
    }

    Sides elements(Alignment.Pair pair, int baseIndex) {
        return new Sides(element(local, pair.local()), element(external, pair.external()), element(base, baseIndex));
    }

    private static @Nullable JsonNode element(@Nullable JsonNode array, int index) {
        return array == null || index < 0 ? null : array.get(index);
    }

    boolean areBoth(JsonNodeType type) {
        return local != null && external != null && local.getNodeType() == type && external.getNodeType() == type;
    }
}
