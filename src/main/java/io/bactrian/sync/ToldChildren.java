package io.bactrian.sync;

import io.bactrian.run.Run;
import io.bactrian.store.Merged;
import io.bactrian.store.Row;
import io.bactrian.sync.census.LostChildren;
import io.bactrian.sync.census.Orphans;
import io.bactrian.sync.cut.Cut;
import io.bactrian.tool.StreamDeclaration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** What records tell of the children that are embedded in them. */
final class ToldChildren {
    private ToldChildren() {}

    /**
     * Of several readings of one record, which lists that drift and slices bring, leaves its children to the one that is stored:
     * what the record has lost in between is in the other still.
     */
    static void leaveToNewest(List<Page> pages) {
        List<Page> telling = pages.stream()
                .filter(page -> !page.cut().childTotals().isEmpty())
                .toList();
        if (telling.size() < 2) {
            return;
        }
        Map<String, Reading> newest = new HashMap<>();
        telling.forEach(page -> rows(page)
                .forEach(row -> newest.merge(
                        row.id(),
                        new Reading(page, row),
                        (before, after) -> after.row().replaces(before.row()) ? after : before)));
        telling.forEach(page -> page.leaveOutPartsOf(rows(page).stream()
                .map(Row::id)
                .filter(id -> Objects.requireNonNull(newest.get(id)).page() != page)
                .collect(Collectors.toSet())));
    }

    private record Reading(Page page, Row row) {}

    private static List<Row> rows(Page page) {
        return page.cut().rows();
    }

    /** Keeps how many children records have, and marks those that a record which was changed lists no more. */
    static void keep(Handle handle, Run run, StreamDeclaration stream, List<Page> pages, Merged merged) {
        Set<String> older = merged.older(stream.name());
        ChildCounts.told(handle, run.integrationId(), pages, merged.changed(stream.name()), older);
        if (!merged.changed(stream.name()).isEmpty()) {
            stream.children().values().forEach(child -> lose(handle, run, child.record(), pages, older, merged));
        }
    }

    private static void lose(
            Handle handle, Run run, StreamDeclaration child, List<Page> pages, Set<String> older, Merged merged) {
        List<String> parents = pages.stream()
                .flatMap(page -> page.cut().childTotals().stream())
                .filter(total -> total.stream().equals(child.name()) && total.isListed() && total.isComplete())
                .map(Cut.ChildTotal::parentId)
                .filter(parent -> !older.contains(parent))
                .toList();
        LostChildren.mark(handle, run, child, parents, ids(pages, child.name()), merged);
    }

    /** The same of records that were asked for by their ids, each of which may be one that is listed nowhere. */
    static void keepFetched(Handle handle, Run run, StreamDeclaration stream, List<Page> pages, Merged merged) {
        keep(handle, run, stream, pages, merged);
        Orphans.markAmong(handle, run, stream, ids(pages, stream.name()));
    }

    private static List<String> ids(List<Page> pages, String stream) {
        return pages.stream().flatMap(page -> page.cut().ids(stream).stream()).toList();
    }
}
