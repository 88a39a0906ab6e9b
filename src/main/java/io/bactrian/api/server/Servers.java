package io.bactrian.api.server;

import io.bactrian.access.Refusals;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.impl.HttpServerImpl;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.AuthenticationHandler;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.main.MainHttpServerFactory;

/** The two servers: the interface with its access handler, and beside it health and metrics on a port of their own. */
public final class Servers {
    private static final String LARGEST_BODY = String.valueOf(1024 * 1024);

    private final ServerSettings server;
    private final ManagementSettings management;
    private final int serverPort;
    private final int managementPort;
    private final Problems problems = new Problems();
    private final Edge edge;

    /** @param access makes what stands before every route, from how refusals are answered */
    public Servers(
            ServerSettings server, ManagementSettings management, Function<Refusals, AuthenticationHandler> access) {
        if (server.port() == management.port() && server.port() != 0) {
            throw new IllegalArgumentException("server.port and management.port are both " + server.port());
        }
        this.server = server;
        this.management = management;
        this.serverPort = Ports.choose("server.port", server.host(), server.port());
        this.managementPort = Ports.choose("management.port", management.host(), management.port());
        this.edge = new Edge(access.apply(problems), problems, server);
    }

    /** To be bound in the registry before the start: it puts access before everything else, before the port opens. */
    public MainHttpServerFactory factory() {
        return new EdgeServerFactory(edge);
    }

    /** What Camel is to be told. */
    public Map<String, String> properties() {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("camel.server.enabled", "true");
        properties.put("camel.server.host", server.host());
        properties.put("camel.server.port", String.valueOf(serverPort));
        properties.put("camel.server.path", "/");
        properties.put("camel.server.max-body-size", LARGEST_BODY);
        properties.put("camel.server.static-enabled", "false");
        properties.put("camel.server.file-upload-enabled", "false");
        properties.put("camel.management.enabled", "true");
        properties.put("camel.management.host", management.host());
        properties.put("camel.management.port", String.valueOf(managementPort));
        properties.put("camel.management.path", "/");
        properties.put("camel.management.health-check-enabled", "true");
        properties.put("camel.management.health-path", "/observe/health");
        properties.put("camel.management.metrics-enabled", "true");
        properties.put("camel.metrics.enabled", "true");
        properties.put("camel.metrics.path", "/observe/metrics");
        return properties;
    }

    /** After the start: refuses to go on without both servers, then offers contract and documentation. */
    public void verify(CamelContext context) {
        Router router = (Router)
                opened(context, "server.port", server.host(), serverPort).requestHandler();
        opened(context, "management.port", management.host(), managementPort);
        problems.install(router);
        new Pages().install(router);
    }

    public int serverPort() {
        return serverPort;
    }

    public int managementPort() {
        return managementPort;
    }

    /** After {@link #verify}: offers the stream of events. */
    public void offer(CamelContext context, EventStreams streams) {
        Router router = (Router)
                opened(context, "server.port", server.host(), serverPort).requestHandler();
        streams.install(router, problems);
    }

    /** A busy port is but a warning to Camel, which then runs without the server. */
    private static HttpServer opened(CamelContext context, String key, String host, int port) {
        return context.getCamelContextExtension().getServices().stream()
                .filter(VertxPlatformHttpServer.class::isInstance)
                .map(VertxPlatformHttpServer.class::cast)
                .filter(candidate -> candidate.getConfigurationPort() == port)
                .map(VertxPlatformHttpServer::getServer)
                .filter(candidate -> !((HttpServerImpl) candidate).isClosed())
                .findFirst()
                .orElseThrow(() -> new PortBusy(key, host, port, null));
    }
}
