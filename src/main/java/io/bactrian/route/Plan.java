package io.bactrian.route;

import io.bactrian.route.flow.CallGraph;
import io.bactrian.route.flow.FlowPath;
import io.bactrian.route.flow.FlowPath.Kind;
import io.bactrian.route.flow.RouteText;
import java.util.List;
import java.util.function.Predicate;

/**
 * What a change comes to: exactly the routes that are not the same before and after, be they of its file or made from its
 * templates.
 */
public record Plan(Change change, InForce before, InForce after) {
    FlowPath path() {
        return change.path();
    }

    /** The routes that end. */
    List<RouteText> out() {
        return before.flows().unlike(after.flows());
    }

    /** The routes that begin. */
    List<RouteText> in() {
        return after.flows().unlike(before.flows());
    }

    /** Ids of the routes that end, or end as they are. */
    List<String> ending() {
        return out().stream().map(RouteText::id).toList();
    }

    /** Ids of the routes that begin, or begin as they are said now. */
    List<String> beginning() {
        return in().stream().map(RouteText::id).toList();
    }

    Plan undone() {
        return new Plan(change, after, before);
    }

    boolean declares() {
        return path().kind() != Kind.FLOW;
    }

    /** Whether runs have to rest meanwhile: when it concerns what a run is in, or goes by, from its begin to its end. */
    boolean concernsRuns() {
        CallGraph graph = before.flows().graph();
        return declares() || out().stream().anyMatch(route -> graph.isAbovePages(route.id()));
    }

    /** The tools whose runs it concerns. */
    Predicate<String> tools() {
        return tool -> path().isShared() || tool.equals(path().tool());
    }
}
