package io.bactrian.consistency.document;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.LongConsumer;

/** Hashes of documents by what they mean: equal ones have the same, whatever their spelling. */
final class Fingerprints {
    private static final long PRIME = 0x9E3779B97F4A7C15L;

    private final boolean nullIsAbsent;
    private final Map<JsonNode, Long> known = new IdentityHashMap<>();

    Fingerprints(boolean nullIsAbsent) {
        this.nullIsAbsent = nullIsAbsent;
    }

    long of(JsonNode node, Rules rules) {
        if (!node.isContainerNode()) {
            return hash(node.getNodeType() + ":" + Leaves.meaning(node));
        }
        Long before = known.get(node);
        if (before == null) {
            before = node.isObject() ? ofMembers(node, rules) : ofElements(node, rules);
            known.put(node, before);
        }
        return before;
    }

    private long ofMembers(JsonNode object, Rules rules) {
        long sum = 1;
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            Rules below = rules.member(member.getKey());
            if (counts(member.getValue(), below)) {
                sum += mixed(hash(member.getKey()), of(member.getValue(), below));
            }
        }
        return mixed(sum, 2);
    }

    private long ofElements(JsonNode array, Rules rules) {
        Rules below = rules.element();
        long sum = 3;
        for (JsonNode element : array) {
            long one = below.isIgnored() ? 0 : of(element, below);
            sum = rules.isUnordered() ? sum + mixed(one, 5) : mixed(sum, one);
        }
        return mixed(sum, 4);
    }

    private boolean counts(JsonNode member, Rules rules) {
        return !rules.isIgnored() && !(nullIsAbsent && member.isNull());
    }

    /** One hash for each leaf and where it stands, to find out how alike two documents are. */
    void leaves(JsonNode node, Rules rules, long place, LongConsumer leaves) {
        if (node.isObject()) {
            node.properties().forEach(member -> {
                Rules below = rules.member(member.getKey());
                if (counts(member.getValue(), below)) {
                    leaves(member.getValue(), below, mixed(place, hash(member.getKey())), leaves);
                }
            });
        } else if (node.isArray()) {
            node.forEach(element -> leaves(element, rules.element(), mixed(place, 7), leaves));
        } else {
            leaves.accept(mixed(place, of(node, rules)));
        }
    }

    private static long hash(String text) {
        long hash = text.length();
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * PRIME;
            hash ^= hash >>> 29;
        }
        return hash;
    }

    private static long mixed(long one, long other) {
        long mixed = (one * 31 + other) * PRIME;
        return mixed ^ (mixed >>> 32);
    }
}
