package io.bactrian.sync;

import io.bactrian.sync.cut.Cut;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Puts together the lists of children from their pages and tells which have been read to their end. */
final class Completion {
    private final String stream;
    private final Map<String, Long> counts = new HashMap<>();
    private final Set<String> listed = new HashSet<>();
    private List<String> parents = List.of();
    private int pages;
    private long records;
    private long total;
    private boolean hasMoved;

    Completion(String stream) {
        this.stream = stream;
    }

    /** The lists whose last page is among these pages. */
    List<ChildList> completedBy(List<Page> pages) {
        List<ChildList> completed = new ArrayList<>();
        for (Page page : pages) {
            if (!page.batch().ids().equals(parents)) {
                // What came before a refusal is not all of it.
                begin(page.batch().ids());
            }
            add(page);
            if (page.isLast()) {
                completed.add(whole());
                begin(List.of());
            }
        }
        return completed;
    }

    private void begin(List<String> next) {
        parents = next;
        counts.clear();
        listed.clear();
        pages = 0;
        records = 0;
        hasMoved = false;
    }

    private void add(Page page) {
        Cut cut = page.cut();
        hasMoved |= pages > 0 && cut.total() != total;
        total = cut.total();
        pages++;
        records += cut.records();
        for (String id : cut.ids(stream)) {
            hasMoved |= !listed.add(id) && pages > 1;
        }
        String parent = page.batch().parent();
        if (!parent.isEmpty()) {
            counts.merge(parent, (long) cut.records(), Long::sum);
        }
        cut.childTotals().forEach(told -> counts.merge(told.parentId(), told.embedded(), Long::sum));
    }

    private ChildList whole() {
        List<Cut.ChildTotal> totals = parents.stream()
                .map(parent -> {
                    long count = counts.getOrDefault(parent, 0L);
                    return new Cut.ChildTotal(stream, parent, count, count, true);
                })
                .toList();
        boolean isOfOneMoment = pages == 1;
        return new ChildList(totals, Set.copyOf(listed), isOfOneMoment, hasMoved || !isOfOneMoment && records < total);
    }
}
