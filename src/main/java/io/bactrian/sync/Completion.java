package io.bactrian.sync;

import io.bactrian.sync.cut.Cut;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts the children that were fetched for each parent and tells which parents are complete. */
final class Completion {
    private final String stream;
    private final Map<String, Long> counts = new LinkedHashMap<>();
    private final List<String> seen = new ArrayList<>();
    private final List<String> listed = new ArrayList<>();
    private List<String> parents = List.of();

    Completion(String stream) {
        this.stream = stream;
    }

    /** The parents whose last page is among these pages, each with the number of its children. */
    List<Cut.ChildTotal> completedBy(List<Page> pages) {
        List<Cut.ChildTotal> completed = new ArrayList<>();
        listed.clear();
        for (Page page : pages) {
            if (!page.batch().ids().equals(parents)) {
                // What came before a refusal is not all of it.
                begin(page.batch().ids());
            }
            add(page);
            if (page.isLast()) {
                completed.addAll(all());
            }
        }
        return completed;
    }

    /** The ids of all children of the parents that were completed last. */
    List<String> listed() {
        return List.copyOf(listed);
    }

    private void begin(List<String> next) {
        parents = next;
        counts.clear();
        seen.clear();
    }

    private void add(Page page) {
        seen.addAll(page.cut().ids(stream));
        String parent = page.batch().parent();
        if (!parent.isEmpty()) {
            counts.merge(parent, (long) page.cut().records(), Long::sum);
        }
        page.cut().childTotals().forEach(total -> counts.merge(total.parentId(), total.embedded(), Long::sum));
    }

    private List<Cut.ChildTotal> all() {
        List<Cut.ChildTotal> all = parents.stream()
                .map(parent -> {
                    long count = counts.getOrDefault(parent, 0L);
                    return new Cut.ChildTotal(stream, parent, count, count, true);
                })
                .toList();
        listed.addAll(seen);
        begin(List.of());
        return all;
    }
}
