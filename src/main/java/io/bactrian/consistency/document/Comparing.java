package io.bactrian.consistency.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import io.bactrian.consistency.DifferenceKind;
import io.bactrian.consistency.document.Alignment.Pair;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One comparison under way. */
final class Comparing {
    private final boolean nullIsAbsent;
    private final boolean isMerge;
    private final Fingerprints fingerprints;
    private final List<Difference> differences = new ArrayList<>();
    private final List<Conflict> conflicts = new ArrayList<>();
    private long compared;
    private long equal;

    /** @param isMerge whether there is a base, which tells who changed what */
    Comparing(boolean nullIsAbsent, boolean isMerge, Fingerprints fingerprints) {
        this.nullIsAbsent = nullIsAbsent;
        this.isMerge = isMerge;
        this.fingerprints = fingerprints;
    }

    Compared result() {
        double confidence = compared == 0 ? 1 : (double) equal / compared;
        return new Compared(
                differences.isEmpty(), confidence, compared, List.copyOf(differences), List.copyOf(conflicts));
    }

    void compare(Pointer at, Sides sides, Rules rules) {
        JsonNode local = sides.local();
        JsonNode external = sides.external();
        if (rules.isIgnored() || (local == null && external == null)) {
            return;
        }
        if (local == null || external == null) {
            DifferenceKind kind = local == null ? DifferenceKind.MISSING : DifferenceKind.EXTRA;
            differ(at, kind, sides, rules, Math.max(leaves(local, rules), leaves(external, rules)));
        } else if (sides.areBoth(JsonNodeType.OBJECT)) {
            compareMembers(at, sides, rules);
        } else if (sides.areBoth(JsonNodeType.ARRAY)) {
            compareElements(at, sides, rules);
        } else if (local.getNodeType() != external.getNodeType()) {
            differ(at, DifferenceKind.TYPE, sides, rules, Math.max(leaves(local, rules), leaves(external, rules)));
        } else if (Leaves.areEqual(local, external)) {
            agree();
        } else {
            differ(at, DifferenceKind.VALUE, sides, rules, 1);
        }
    }

    private void agree() {
        compared++;
        equal++;
    }

    private void differ(Pointer at, DifferenceKind kind, Sides sides, Rules rules, long leaves) {
        compared += leaves;
        Change change = isMerge ? change(sides, rules) : null;
        differences.add(Difference.of(at.toString(), kind, sides, change));
        if (change == Change.BOTH) {
            conflicts.add(new Conflict(at.toString(), sides.base(), sides.local(), sides.external()));
        }
    }

    private Change change(Sides sides, Rules rules) {
        if (!isChanged(sides.local(), sides.base(), rules)) {
            return Change.THERE;
        }
        return isChanged(sides.external(), sides.base(), rules) ? Change.BOTH : Change.HERE;
    }

    private boolean isChanged(@Nullable JsonNode side, @Nullable JsonNode base, Rules rules) {
        Comparing comparing = new Comparing(nullIsAbsent, false, fingerprints);
        comparing.compare(Pointer.ROOT, new Sides(side, base, null), rules);
        return !comparing.differences.isEmpty();
    }

    private void compareMembers(Pointer at, Sides sides, Rules rules) {
        Set<String> names = new LinkedHashSet<>();
        addNames(sides.local(), names);
        addNames(sides.external(), names);
        if (names.isEmpty()) {
            agree();
        }
        for (String name : names) {
            compare(at.member(name), sides.member(name, nullIsAbsent), rules.member(name));
        }
    }

    private static void addNames(@Nullable JsonNode object, Set<String> names) {
        if (object != null) {
            object.fieldNames().forEachRemaining(names::add);
        }
    }

    private void compareElements(Pointer at, Sides sides, Rules rules) {
        Alignment alignment = align(sides.local(), sides.external(), rules, isMerge);
        if (alignment.pairs().isEmpty()) {
            agree();
        }
        Map<Integer, Integer> locals = inBase(sides.local(), sides.base(), rules);
        Map<Integer, Integer> externals = inBase(sides.external(), sides.base(), rules);
        int before = differences.size();
        for (Pair pair : alignment.pairs()) {
            int base = locals.getOrDefault(pair.local(), externals.getOrDefault(pair.external(), -1));
            compare(at.element(pair.place()), sides.elements(pair, base), rules.element());
        }
        // An order is the least there can be: told only where nothing else is to be told.
        if (alignment.isReordered() && differences.size() == before) {
            differ(at, DifferenceKind.ORDER, sides, rules, 1);
        }
    }

    private Alignment align(@Nullable JsonNode one, @Nullable JsonNode other, Rules rules, boolean merge) {
        if (one == null || other == null) {
            throw new IllegalStateException("only two arrays can be aligned");
        }
        return Alignment.of(one, other, rules, fingerprints, merge);
    }

    /** Place in the base of each element of a side. */
    private Map<Integer, Integer> inBase(@Nullable JsonNode side, @Nullable JsonNode base, Rules rules) {
        return base == null || !base.isArray()
                ? Map.of()
                : align(base, side, rules, false).localByExternal();
    }

    private long leaves(@Nullable JsonNode node, Rules rules) {
        if (node == null || rules.isIgnored()) {
            return 0;
        }
        if (!node.isContainerNode() || node.isEmpty()) {
            return 1;
        }
        long leaves = 0;
        if (node.isArray()) {
            for (JsonNode element : node) {
                leaves += leaves(element, rules.element());
            }
        } else {
            for (Map.Entry<String, JsonNode> member : node.properties()) {
                leaves += leaves(member.getValue(), rules.member(member.getKey()));
            }
        }
        return leaves;
    }
}
