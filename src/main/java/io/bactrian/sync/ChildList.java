package io.bactrian.sync;

import io.bactrian.sync.cut.Cut;
import java.util.List;
import java.util.Set;

/**
 * The list of the children of some parents, read to its end.
 *
 * @param totals the parents, each with the number of its children
 * @param listed ids of the children
 * @param isOfOneMoment whether one answer held all of it
 * @param hasMoved whether its pages show that it changed while they were asked for
 */
record ChildList(List<Cut.ChildTotal> totals, Set<String> listed, boolean isOfOneMoment, boolean hasMoved) {
    List<String> parents() {
        return totals.stream().map(Cut.ChildTotal::parentId).toList();
    }
}
