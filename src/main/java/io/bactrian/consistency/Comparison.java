package io.bactrian.consistency;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.StreamSupport;

/**
 * Typed comparison of two JSON documents, place by place: numbers by value, instants by the moment they name, members in any
 * order, array elements by their {@code id} where all have one and by their place otherwise.
 */
public final class Comparison {
    private static final int DEEPEST = 1000;

    private final VolatileParts ignored;

    private Comparison(VolatileParts ignored) {
        this.ignored = ignored;
    }

    public static Comparison complete() {
        return ignoring(List.of());
    }

    /** @param pointers places left out on both sides; a {@code *} step stands for every element of an array */
    public static Comparison ignoring(List<String> pointers) {
        return new Comparison(VolatileParts.of(pointers));
    }

    /** Every difference; empty when the documents are equal. */
    public List<Difference> differences(JsonNode local, JsonNode external) {
        List<Difference> differences = new ArrayList<>();
        compare("", local, external, ignored, 0, differences);
        return differences;
    }

    private void compare(
            String pointer,
            JsonNode local,
            JsonNode external,
            VolatileParts parts,
            int depth,
            List<Difference> differences) {
        if (parts.isIgnored()) {
            return;
        }
        if (depth > DEEPEST) {
            addUnless(local.equals(external), pointer, DifferenceKind.VALUE, local, external, differences);
        } else if (local.isObject() && external.isObject()) {
            compareMembers(pointer, local, external, parts, depth, differences);
        } else if (local.isArray() && external.isArray()) {
            compareElements(pointer, local, external, parts, depth, differences);
        } else if (type(local) != type(external)) {
            differences.add(new Difference(pointer, DifferenceKind.TYPE, local, external));
        } else {
            addUnless(Leaves.areEqual(local, external), pointer, DifferenceKind.VALUE, local, external, differences);
        }
    }

    private static JsonNodeType type(JsonNode node) {
        return node.getNodeType();
    }

    private static void addUnless(
            boolean equal,
            String pointer,
            DifferenceKind kind,
            JsonNode local,
            JsonNode external,
            List<Difference> differences) {
        if (!equal) {
            differences.add(new Difference(pointer, kind, local, external));
        }
    }

    private void compareMembers(
            String pointer,
            JsonNode local,
            JsonNode external,
            VolatileParts parts,
            int depth,
            List<Difference> differences) {
        TreeSet<String> names = new TreeSet<>();
        local.fieldNames().forEachRemaining(names::add);
        external.fieldNames().forEachRemaining(names::add);
        for (String name : names) {
            String at = pointer + "/" + name.replace("~", "~0").replace("/", "~1");
            comparePair(at, local.get(name), external.get(name), parts.member(name), depth + 1, differences);
        }
    }

    private void comparePair(
            String pointer,
            @org.jspecify.annotations.Nullable JsonNode local,
            @org.jspecify.annotations.Nullable JsonNode external,
            VolatileParts parts,
            int depth,
            List<Difference> differences) {
        if (parts.isIgnored()) {
            return;
        }
        if (local == null) {
            differences.add(new Difference(pointer, DifferenceKind.MISSING, null, external));
        } else if (external == null) {
            differences.add(new Difference(pointer, DifferenceKind.EXTRA, local, null));
        } else {
            compare(pointer, local, external, parts, depth, differences);
        }
    }

    private void compareElements(
            String pointer,
            JsonNode local,
            JsonNode external,
            VolatileParts parts,
            int depth,
            List<Difference> differences) {
        VolatileParts element = parts.element();
        Map<String, Integer> localIds = ids(local);
        Map<String, Integer> externalIds = ids(external);
        if (!localIds.isEmpty() && !externalIds.isEmpty()) {
            compareById(pointer, local, external, localIds, externalIds, element, depth, differences);
        } else if (isReordered(local, external)) {
            differences.add(new Difference(pointer, DifferenceKind.ORDER, local, external));
        } else {
            for (int i = 0; i < Math.max(local.size(), external.size()); i++) {
                comparePair(pointer + "/" + i, local.get(i), external.get(i), element, depth + 1, differences);
            }
        }
    }

    private void compareById(
            String pointer,
            JsonNode local,
            JsonNode external,
            Map<String, Integer> localIds,
            Map<String, Integer> externalIds,
            VolatileParts element,
            int depth,
            List<Difference> differences) {
        int before = differences.size();
        TreeSet<String> all = new TreeSet<>(localIds.keySet());
        all.addAll(externalIds.keySet());
        for (String id : all) {
            Integer here = localIds.get(id);
            Integer there = externalIds.get(id);
            comparePair(
                    pointer + "/" + (here == null ? there : here),
                    here == null ? null : local.get(here),
                    there == null ? null : external.get(there),
                    element,
                    depth + 1,
                    differences);
        }
        if (differences.size() == before && !List.copyOf(localIds.keySet()).equals(List.copyOf(externalIds.keySet()))) {
            differences.add(new Difference(pointer, DifferenceKind.ORDER, local, external));
        }
    }

    /** Place of each element by its id, in order; empty unless every element has an id of its own. */
    private static Map<String, Integer> ids(JsonNode array) {
        Map<String, Integer> ids = new LinkedHashMap<>();
        for (int i = 0; i < array.size(); i++) {
            JsonNode id = array.get(i).path("id");
            if (!id.isValueNode() || id.isNull() || ids.put(id.asText(), i) != null) {
                return Map.of();
            }
        }
        return ids;
    }

    private static boolean isReordered(JsonNode local, JsonNode external) {
        return local.size() == external.size()
                && !local.equals(external)
                && local.size() > 1
                && sorted(local).equals(sorted(external));
    }

    private static List<String> sorted(JsonNode array) {
        Iterator<JsonNode> elements = array.elements();
        Iterable<JsonNode> all = () -> elements;
        return StreamSupport.stream(all.spliterator(), false)
                .map(JsonNode::toString)
                .sorted()
                .toList();
    }
}
