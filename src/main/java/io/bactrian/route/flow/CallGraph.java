package io.bactrian.route.flow;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Which route of the files goes through which. */
public final class CallGraph {
    private static final String PAGE = "sync-page";

    private final Map<String, Set<String>> calls = new LinkedHashMap<>();

    public CallGraph(Collection<RouteText> routes) {
        routes.forEach(route -> calls.put(route.id(), route.calls()));
    }

    /** Whether a route is in flight for as long as a run: all that lead to a page, which itself is in flight for one call. */
    public boolean isAbovePages(String id) {
        return reached(id).contains(PAGE);
    }

    /**
     * The routes, each before those it leads to: in this order they can be closed and drained one after the other, while in any
     * other one that waits for the next would never be empty.
     */
    public List<String> inOrder(Collection<String> ids) {
        List<String> ordered = new ArrayList<>();
        Set<String> left = new TreeSet<>(ids);
        while (!left.isEmpty()) {
            String next = left.stream()
                    .filter(id -> left.stream()
                            .noneMatch(
                                    other -> !other.equals(id) && reached(other).contains(id)))
                    .findFirst()
                    .orElseGet(() -> left.iterator().next());
            ordered.add(next);
            left.remove(next);
        }
        return ordered;
    }

    /** Routes that are gone through and that are not there, each with one that does. */
    public Map<String, String> missing() {
        Map<String, String> missing = new LinkedHashMap<>();
        calls.forEach((caller, called) -> called.stream()
                .filter(id -> !calls.containsKey(id) && !RouteRules.isOwn(id) && !isOfSomeTool(id))
                .forEach(id -> missing.putIfAbsent(id, caller)));
        return missing;
    }

    /** A route and those it leads to when a tool is at hand. */
    public Set<String> through(String from, String tool) {
        Set<String> through = new LinkedHashSet<>(Set.of(from));
        through.addAll(reached(from, id -> id.startsWith(tool + "-")));
        return through;
    }

    private static boolean isOfSomeTool(String id) {
        return id.startsWith(RouteText.ANY_TOOL);
    }

    private Set<String> reached(String from) {
        return reached(from, id -> true);
    }

    private Set<String> reached(String from, Predicate<String> tools) {
        Set<String> reached = new LinkedHashSet<>();
        List<String> open = new ArrayList<>(next(from, tools));
        while (!open.isEmpty()) {
            String id = open.remove(open.size() - 1);
            if (reached.add(id)) {
                open.addAll(next(id, tools));
            }
        }
        return reached;
    }

    /** @param tools which routes count where one of some tool is gone through */
    private Set<String> next(String id, Predicate<String> tools) {
        Set<String> next = new LinkedHashSet<>();
        for (String called : calls.getOrDefault(id, Set.of())) {
            if (isOfSomeTool(called)) {
                String action = called.substring(RouteText.ANY_TOOL.length());
                calls.keySet().stream()
                        .filter(known -> known.endsWith(action) && tools.test(known))
                        .forEach(next::add);
            } else {
                next.add(called);
            }
        }
        return next;
    }
}
