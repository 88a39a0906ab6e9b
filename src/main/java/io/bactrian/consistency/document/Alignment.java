package io.bactrian.consistency.document;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which element of one array answers to which of the other: by what identifies them where all have that, else by likeness
 * where their order means nothing, else in their order.
 *
 * @param isReordered whether both hold the same elements, but not in the same order, where that matters
 */
record Alignment(List<Pair> pairs, boolean isReordered) {
    private static final List<JsonPointer> USUAL_KEYS =
            List.of(JsonPointer.compile("/id"), JsonPointer.compile("/key"));

    /** Places of two elements that answer to each other, -1 where there is none. */
    record Pair(int local, int external) {
        int place() {
            return local < 0 ? external : local;
        }
    }

    /** @param isMerge whether a third side tells what is new: then what only looks like its replacement is not paired */
    static Alignment of(JsonNode local, JsonNode external, Rules rules, Fingerprints fingerprints, boolean isMerge) {
        JsonPointer chosen = rules.key();
        for (JsonPointer key : chosen == null ? USUAL_KEYS : List.of(chosen)) {
            Map<String, Integer> locals = identities(local, key);
            Map<String, Integer> externals = identities(external, key);
            if (locals != null && externals != null) {
                return byIdentity(locals, externals, rules.isUnordered());
            }
        }
        return rules.isUnordered()
                ? new Likeness(local, external, rules.element(), fingerprints, isMerge).align()
                : new Sequence(local, external, rules.element(), fingerprints).align();
    }

    /** Place of each element by what identifies it, in order; null unless every element has an identity of its own. */
    private static @Nullable Map<String, Integer> identities(JsonNode array, JsonPointer key) {
        Map<String, Integer> identities = new LinkedHashMap<>();
        for (int i = 0; i < array.size(); i++) {
            JsonNode identity = array.get(i).at(key);
            if (!identity.isValueNode() || identity.isNull() || identities.put(identity.asText(), i) != null) {
                return null;
            }
        }
        return identities.isEmpty() ? null : identities;
    }

    private static Alignment byIdentity(
            Map<String, Integer> locals, Map<String, Integer> externals, boolean isUnordered) {
        List<Pair> pairs = new ArrayList<>();
        locals.forEach((identity, place) -> pairs.add(new Pair(place, externals.getOrDefault(identity, -1))));
        externals.forEach((identity, place) -> {
            if (!locals.containsKey(identity)) {
                pairs.add(new Pair(-1, place));
            }
        });
        return new Alignment(pairs, !isUnordered && isReordered(pairs));
    }

    private static boolean isReordered(List<Pair> pairs) {
        int last = -1;
        for (Pair pair : pairs) {
            if (pair.local() >= 0 && pair.external() >= 0) {
                if (pair.external() < last) {
                    return true;
                }
                last = pair.external();
            }
        }
        return false;
    }

    /** For each place of the other array its partner's place in the local one. */
    Map<Integer, Integer> localByExternal() {
        Map<Integer, Integer> locals = new LinkedHashMap<>();
        pairs.forEach(pair -> locals.put(pair.external(), pair.local()));
        locals.remove(-1);
        return locals;
    }
}
