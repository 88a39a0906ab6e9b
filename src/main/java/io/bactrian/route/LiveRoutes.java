package io.bactrian.route;

import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.model.Model;
import org.apache.camel.model.RouteConfigurationDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/** Brings the routes of one file into the running context, all of them or none. */
final class LiveRoutes {
    private final CamelContext context;
    private final Model model;

    LiveRoutes(CamelContext context) {
        this.context = context;
        this.model = context.getCamelContextExtension().getContextPlugin(Model.class);
    }

    void add(RouteFile file) throws BrokenFlow {
        refuseTaken(file);
        refuseUnguarded(file);
        try {
            PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromBytes(file.path(), file.bytes()));
        } catch (Exception e) {
            BrokenFlow broken = new BrokenFlow(reason(e), e);
            remove(file.routeIds(), broken);
            throw broken;
        }
    }

    /** A second route of an id would silently replace the first. */
    private void refuseTaken(RouteFile file) throws BrokenFlow {
        for (String id : file.routeIds()) {
            if (context.getRoute(id) != null) {
                throw new BrokenFlow("a route with the id " + id + " runs already");
            }
        }
    }

    /** Camel takes a route whose failure policy is missing without a word, and then nothing is retried or recorded. */
    private void refuseUnguarded(RouteFile file) throws BrokenFlow {
        List<String> known = model.getRouteConfigurationDefinitions().stream()
                .map(RouteConfigurationDefinition::getId)
                .sorted()
                .toList();
        for (RouteFile.Entry route : file.routes()) {
            if (!known.contains(route.policy())) {
                String named = route.policy().isEmpty() ? "no failure policy" : "an unknown policy " + route.policy();
                throw new BrokenFlow("the route " + route.id() + " names " + named
                        + " as routeConfigurationId, known are " + String.join(", ", known));
            }
        }
    }

    private void remove(List<String> routeIds, BrokenFlow broken) {
        for (String id : routeIds) {
            try {
                if (context.getRoute(id) != null) {
                    context.getRouteController().stopRoute(id);
                    context.removeRoute(id);
                }
                RouteDefinition definition = model.getRouteDefinition(id);
                if (definition != null) {
                    model.removeRouteDefinition(definition);
                }
            } catch (Exception e) {
                broken.addSuppressed(e);
            }
        }
    }

    /** What the innermost cause says, after what was being built when it happened. */
    private static String reason(Throwable failure) {
        List<String> messages = Stream.iterate(failure, e -> e != null, Throwable::getCause)
                .map(e -> e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage())
                .map(message -> message.strip().replaceAll("\\s+", " "))
                .toList();
        String first = messages.get(0);
        String last = messages.get(messages.size() - 1);
        return first.contains(last) ? first : first + ": " + last;
    }
}
