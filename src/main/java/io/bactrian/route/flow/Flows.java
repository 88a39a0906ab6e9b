package io.bactrian.route.flow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.bactrian.tool.declaration.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The files of flows that run together, or would.
 *
 * @param routes of each file, those from templates among them
 */
public record Flows(SortedMap<FlowPath, FlowText> texts, Map<FlowPath, List<RouteText>> routes) {
    public static final Flows NONE = new Flows(Collections.emptySortedMap(), Map.of());

    /** The same with a file more, or with another version of it. */
    public Flows with(FlowText text) throws BrokenFlow {
        SortedMap<FlowPath, FlowText> changed = new TreeMap<>(texts);
        changed.put(text.path(), text);
        return of(changed);
    }

    /** The same without a file. */
    public Flows without(FlowPath path) throws BrokenFlow {
        SortedMap<FlowPath, FlowText> changed = new TreeMap<>(texts);
        changed.remove(path);
        return of(changed);
    }

    /** The routes of one file; empty when there is no such file. */
    public List<RouteText> routesOf(FlowPath path) {
        return routes.getOrDefault(path, List.of());
    }

    public CallGraph graph() {
        return new CallGraph(all().values());
    }

    /** A route and those it leads to when a tool is at hand; what comes along in Java is not among them. */
    public List<RouteText> through(String id, String tool) {
        Map<String, RouteText> all = all();
        return graph().through(id, tool).stream()
                .map(all::get)
                .filter(Objects::nonNull)
                .toList();
    }

    /** What runs here and not, or not like this, among others. */
    public List<RouteText> unlike(Flows others) {
        Map<String, RouteText> known = others.all();
        return all().values().stream()
                .filter(route -> !route.body().equals(body(known.get(route.id()))))
                .toList();
    }

    /** Refuses what goes through routes that are not there, unless others do too. */
    public void refuseMissing(Flows before) throws BrokenFlow {
        Map<String, String> missing = graph().missing();
        missing.keySet().removeAll(before.graph().missing().keySet());
        List<Problem> problems = new ArrayList<>();
        missing.forEach((id, caller) ->
                problems.add(problem(caller, "the route " + caller + " goes through " + id + ", which is not there")));
        refuse(problems);
    }

    private Problem problem(String id, String message) {
        for (FlowText text : texts.values()) {
            for (RouteText route : routesOf(text.path())) {
                if (route.id().equals(id)) {
                    return text.document().problem(route.pointer(), message);
                }
            }
        }
        throw new IllegalArgumentException("there is no route " + id);
    }

    private Map<String, RouteText> all() {
        Map<String, RouteText> all = new LinkedHashMap<>();
        routes.values().forEach(file -> file.forEach(route -> all.put(route.id(), route)));
        return all;
    }

    private static JsonNode body(@Nullable RouteText route) {
        return route == null ? MissingNode.getInstance() : route.body();
    }

    private static Flows of(SortedMap<FlowPath, FlowText> texts) throws BrokenFlow {
        Map<String, Template> templates = templates(texts.values());
        Map<FlowPath, List<RouteText>> routes = new LinkedHashMap<>();
        Map<String, FlowPath> owners = new LinkedHashMap<>();
        List<Problem> problems = new ArrayList<>();
        for (FlowText text : texts.values()) {
            List<RouteText> own = text.all(templates);
            own.forEach(route -> {
                FlowPath owner = owners.putIfAbsent(route.id(), text.path());
                if (owner != null) {
                    problems.add(text.document()
                            .problem(
                                    route.pointer(),
                                    "a route with the id " + route.id() + " runs already, in " + owner));
                }
            });
            routes.put(text.path(), own);
        }
        refuse(problems);
        return new Flows(Collections.unmodifiableSortedMap(texts), routes);
    }

    private static Map<String, Template> templates(Collection<FlowText> texts) throws BrokenFlow {
        Map<String, Template> templates = new LinkedHashMap<>();
        List<Problem> problems = new ArrayList<>();
        for (FlowText text : texts) {
            text.templates().forEach((id, template) -> {
                Template other = templates.putIfAbsent(id, template);
                if (other != null) {
                    problems.add(text.document()
                            .problem(template.pointer(), "there is a template " + id + " already, in " + other.path()));
                }
            });
        }
        refuse(problems);
        return templates;
    }

    private static void refuse(List<Problem> problems) throws BrokenFlow {
        if (!problems.isEmpty()) {
            throw new BrokenFlow(problems);
        }
    }
}
