package io.bactrian.sync;

import io.bactrian.run.Run;
import io.bactrian.store.Merged;
import io.bactrian.sync.census.LostChildren;
import io.bactrian.tool.StreamDeclaration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * Concludes from the lists of children that were read whose children are complete, and which are lost. What slides over the edge of a
 * page while a list changes is on no page of it: two readings of a list of several pages have to miss a child.
 */
final class ReadChildren {
    private final ChildCounts counts;
    private final Run run;
    private final StreamDeclaration child;

    ReadChildren(ChildCounts counts, Run run, StreamDeclaration child) {
        this.counts = counts;
        this.run = run;
        this.child = child;
    }

    void conclude(Handle handle, List<ChildList> lists, Merged merged) {
        List<ChildList> still = lists.stream().filter(list -> !list.hasMoved()).toList();
        Map<String, List<String>> missed =
                LostChildren.missed(handle, run, child, all(still, ChildList::parents), all(still, ChildList::listed));
        Map<String, List<String>> inDoubt = new HashMap<>(missed);
        inDoubt.keySet().removeAll(proved(handle, still, missed));
        lists.stream()
                .filter(ChildList::hasMoved)
                .flatMap(list -> list.parents().stream())
                .forEach(parent -> inDoubt.put(parent, List.of()));
        counts.doubted(handle, run.integrationId(), child.name(), inDoubt);
        counts.completed(
                handle,
                run.integrationId(),
                all(still, ChildList::totals).stream()
                        .filter(total -> !inDoubt.containsKey(total.parentId()))
                        .toList());
        missed.keySet().removeAll(inDoubt.keySet());
        LostChildren.mark(handle, run, child, missed, merged);
    }

    /** Parents of which all is lost that was missed. */
    private Set<String> proved(Handle handle, List<ChildList> lists, Map<String, List<String>> missed) {
        Set<String> before =
                missed.isEmpty() ? Set.of() : counts.missed(handle, run.integrationId(), child.name(), missed.keySet());
        return lists.stream()
                .flatMap(list -> list.parents().stream()
                        .filter(parent ->
                                list.isOfOneMoment() || before.containsAll(missed.getOrDefault(parent, List.of()))))
                .collect(Collectors.toSet());
    }

    private static <T> List<T> all(List<ChildList> lists, Function<ChildList, Collection<T>> part) {
        return lists.stream().flatMap(list -> part.apply(list).stream()).toList();
    }
}
