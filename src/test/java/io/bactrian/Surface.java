package io.bactrian;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;

/** What a running server really offers, found in its routers and nowhere else: {@code GET /api/v1/tools/{tool}}. */
record Surface(Set<String> operations) {
    static Surface of(CamelContext context, int port) {
        VertxPlatformHttpServer server = context.getCamelContextExtension().getServices().stream()
                .filter(VertxPlatformHttpServer.class::isInstance)
                .map(VertxPlatformHttpServer.class::cast)
                .filter(candidate -> candidate.getConfigurationPort() == port)
                .findFirst()
                .orElseThrow();
        Router root = (Router) server.getServer().requestHandler();
        Router mounted = VertxPlatformHttpRouter.lookup(context, "platform-http-router-" + port);
        return new Surface(Stream.of(root, mounted)
                .flatMap(router -> router.getRoutes().stream())
                .flatMap(Surface::operations)
                .collect(TreeSet::new, Set::add, Set::addAll));
    }

    /** Of a route without a verb, handlers before all others, there is nothing to call. */
    private static Stream<String> operations(Route route) {
        Set<HttpMethod> methods = route.methods();
        String path = route.getPath() == null ? "" : route.getPath().replaceAll(":([A-Za-z]+)", "{$1}");
        return methods == null
                ? Stream.empty()
                : methods.stream().map(method -> method.name() + " " + path + (route.isExactPath() ? "" : "*"));
    }

    List<String> below(String prefix) {
        return operations.stream()
                .filter(operation -> operation.split(" ")[1].startsWith(prefix))
                .toList();
    }
}
