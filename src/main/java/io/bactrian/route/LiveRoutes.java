package io.bactrian.route;

import io.bactrian.route.flow.BrokenFlow;
import io.bactrian.route.flow.FlowPath;
import io.bactrian.route.flow.FlowText;
import io.bactrian.route.flow.RouteText;
import io.bactrian.tool.declaration.Problem;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.model.Model;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.jspecify.annotations.Nullable;

/** Brings routes of a file into a context, all of them or none. */
final class LiveRoutes {
    private final CamelContext context;
    private final Model model;

    LiveRoutes(CamelContext context) {
        this.context = context;
        this.model = context.getCamelContextExtension().getContextPlugin(Model.class);
    }

    /** Starts routes; those of an id that runs already are refused, since Camel would silently replace them. */
    void add(FlowPath path, List<RouteText> routes) throws BrokenFlow {
        for (RouteText route : routes) {
            if (context.getRoute(route.id()) != null) {
                throw broken(path, "a route with the id " + route.id() + " runs already", null);
            }
        }
        if (routes.isEmpty()) {
            return;
        }
        try {
            PluginHelper.getRoutesLoader(context)
                    .loadRoutes(ResourceHelper.fromBytes(path.path(), FlowText.written(routes)));
            refuseUnstarted(path, routes);
        } catch (Exception e) {
            BrokenFlow broken = e instanceof BrokenFlow known ? known : broken(path, reason(e), e);
            remove(routes, broken);
            throw broken;
        }
    }

    private void refuseUnstarted(FlowPath path, List<RouteText> routes) throws BrokenFlow {
        for (RouteText text : routes) {
            Route route = context.getRoute(text.id());
            boolean starts = context.isAutoStartup();
            if (route == null
                    || (starts
                            && !context.getRouteController()
                                    .getRouteStatus(text.id())
                                    .isStarted())) {
                throw broken(path, "the route " + text.id() + " does not start", null);
            }
        }
    }

    /** Ends routes that nobody is in. */
    void remove(List<RouteText> routes) throws BrokenFlow {
        BrokenFlow broken = new BrokenFlow(List.of());
        remove(routes, broken);
        if (broken.getSuppressed().length > 0) {
            throw broken;
        }
    }

    private void remove(List<RouteText> routes, BrokenFlow broken) {
        for (RouteText route : routes) {
            try {
                if (context.getRoute(route.id()) != null) {
                    context.getRouteController().stopRoute(route.id());
                    context.removeRoute(route.id());
                }
                RouteDefinition definition = model.getRouteDefinition(route.id());
                if (definition != null) {
                    model.removeRouteDefinition(definition);
                }
            } catch (Exception e) {
                broken.addSuppressed(e);
            }
        }
    }

    private static BrokenFlow broken(FlowPath path, String message, @Nullable Throwable cause) {
        return new BrokenFlow(List.of(new Problem(path.path(), "", message)), cause);
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
