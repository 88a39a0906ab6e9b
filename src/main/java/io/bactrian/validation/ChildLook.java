package io.bactrian.validation;

import io.bactrian.consistency.DifferenceKind;
import io.bactrian.consistency.document.Difference;
import io.bactrian.failure.ToolFailure;
import io.bactrian.run.Run;
import io.bactrian.store.Row;
import io.bactrian.store.Slab;
import io.bactrian.sync.Page;
import io.bactrian.sync.census.DifferentRecord;
import io.bactrian.sync.census.RecordComparison;
import io.bactrian.sync.census.StoredRecords;
import io.bactrian.sync.cut.Cut;
import io.bactrian.tool.ChildStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Compares the children that pages embed in their records, and those that a page cut short when they have been fetched. What
 * belongs to a record that the tool changed after it was last read is not compared but counted.
 */
final class ChildLook {
    private final StoredRecords records;
    private final Run run;
    private final String parentStream;
    private final Map<String, ChildStream> children;
    private final @Nullable Instant readUpTo;
    private final Map<String, Long> looked = new HashMap<>();
    private final Map<String, Long> skipped = new HashMap<>();

    /** @param children by name; none to leave them alone */
    ChildLook(
            StoredRecords records,
            Run run,
            String parentStream,
            Map<String, ChildStream> children,
            @Nullable Instant readUpTo) {
        this.records = records;
        this.run = run;
        this.parentStream = parentStream;
        this.children = children;
        this.readUpTo = readUpTo;
    }

    /** A child on a page, and the record it is embedded in. */
    private record Child(Row row, String parentId) {}

    /** What a page's children look like: which differ, and whose were cut short, by their stream. */
    record Found(List<DifferentRecord> differing, Map<String, List<String>> cutShort) {
        static Found nothing() {
            return new Found(new ArrayList<>(), new HashMap<>());
        }
    }

    Found look(Page page) throws ToolFailure {
        Found found = Found.nothing();
        if (!children.isEmpty()) {
            Set<String> newer = newerParents(page);
            for (ChildStream child : children.values()) {
                look(page, child, newer, found);
            }
        }
        return found;
    }

    private Set<String> newerParents(Page page) {
        return page.cut().slabs().stream()
                .filter(slab -> slab.stream().equals(parentStream))
                .flatMap(slab -> slab.rows().stream())
                .filter(row -> RecordComparison.isNewer(row, readUpTo))
                .map(Row::id)
                .collect(Collectors.toSet());
    }

    private void look(Page page, ChildStream child, Set<String> newer, Found found) throws ToolFailure {
        String stream = child.record().name();
        List<Cut.ChildTotal> totals = page.cut().childTotals().stream()
                .filter(total -> total.stream().equals(stream))
                .toList();
        Slab slab = page.cut().slabs().stream()
                .filter(one -> one.stream().equals(stream))
                .findFirst()
                .orElse(null);
        long embedded = totals.stream().mapToLong(Cut.ChildTotal::embedded).sum();
        if (slab == null || embedded != slab.rows().size()) {
            // A child that cannot be stored is not among the rows: whose the others are is not known then.
            skip(stream, totals.stream().mapToLong(Cut.ChildTotal::total).sum());
            return;
        }
        found.differing().addAll(compare(child, slab, judged(child, slab, totals, newer, found)));
    }

    /** Children of records that were not changed since they were last read; they stand in the order of their parents. */
    private List<Child> judged(
            ChildStream child, Slab slab, List<Cut.ChildTotal> totals, Set<String> newer, Found found) {
        String stream = child.record().name();
        List<Child> judged = new ArrayList<>();
        int from = 0;
        for (Cut.ChildTotal total : totals) {
            int to = from + (int) total.embedded();
            if (newer.contains(total.parentId())) {
                skip(stream, total.total());
            } else if (!total.isComplete() && child.rest() != null) {
                found.cutShort().computeIfAbsent(stream, s -> new ArrayList<>()).add(total.parentId());
            } else {
                skip(stream, total.total() - total.embedded());
                slab.rows().subList(from, to).forEach(row -> judged.add(new Child(row, total.parentId())));
            }
            from = to;
        }
        return judged;
    }

    /** Children of records that a page cut short, fetched for themselves. */
    List<DifferentRecord> ofCutShort(Page page, ChildStream child) throws ToolFailure {
        List<DifferentRecord> differing = new ArrayList<>();
        for (Slab slab : page.cut().slabs()) {
            if (slab.stream().equals(child.record().name())) {
                differing.addAll(compare(child, slab, ofParents(page, child, slab)));
            }
        }
        return differing;
    }

    private List<Child> ofParents(Page page, ChildStream child, Slab slab) {
        List<Child> all = new ArrayList<>();
        if (page.batch().ids().size() == 1) {
            slab.rows().forEach(row -> all.add(new Child(row, page.batch().ids().get(0))));
            return all;
        }
        int from = 0;
        for (Cut.ChildTotal total : page.cut().childTotals()) {
            int to = Math.min(from + (int) total.embedded(), slab.rows().size());
            slab.rows().subList(from, to).forEach(row -> all.add(new Child(row, total.parentId())));
            from = to;
        }
        skip(child.record().name(), (long) slab.rows().size() - from);
        return all;
    }

    private void skip(String stream, long count) {
        skipped.merge(stream, count, Long::sum);
    }

    private List<DifferentRecord> compare(ChildStream child, Slab slab, List<Child> judged) throws ToolFailure {
        String stream = child.record().name();
        RecordComparison comparison = new RecordComparison(child.record().volatileParts());
        Map<String, StoredRecords.Stored> stored = records.find(
                run.integrationId(),
                stream,
                judged.stream().map(one -> one.row().id()).toList());
        List<DifferentRecord> differing = new ArrayList<>();
        for (Child one : judged) {
            Row row = one.row();
            StoredRecords.Stored local = stored.get(row.id());
            List<Difference> differences = local == null
                    ? List.of(Difference.ofRecord(DifferenceKind.MISSING))
                    : comparison.differences(slab, row, local);
            if (!differences.isEmpty()) {
                differing.add(new DifferentRecord(stream, row.id(), one.parentId(), differences));
            }
        }
        looked.merge(stream, (long) judged.size(), Long::sum);
        return differing;
    }

    /** Children that were compared in depth. */
    long looked(String stream) {
        return looked.getOrDefault(stream, 0L);
    }

    /** Children that were not compared. */
    long skipped(String stream) {
        return skipped.getOrDefault(stream, 0L);
    }
}
