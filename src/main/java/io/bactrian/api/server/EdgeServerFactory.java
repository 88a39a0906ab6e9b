package io.bactrian.api.server;

import io.vertx.ext.auth.authentication.AuthenticationProvider;
import io.vertx.ext.web.handler.AuthenticationHandler;
import org.apache.camel.CamelContext;
import org.apache.camel.Service;
import org.apache.camel.component.platform.http.main.DefaultMainHttpServerFactory;
import org.apache.camel.component.platform.http.main.MainHttpServer;
import org.apache.camel.component.platform.http.vertx.auth.AuthenticationConfig;
import org.apache.camel.component.platform.http.vertx.auth.AuthenticationConfig.AuthenticationConfigEntry;
import org.apache.camel.component.platform.http.vertx.auth.AuthenticationConfig.AuthenticationHandlerFactory;
import org.apache.camel.main.HttpServerConfigurationProperties;

/**
 * Builds the server with the edge as its first route, which Camel adds before it listens, so that no request comes too
 * early; on every path, for Camel's own choice of path left out what lies below (CVE-2026-40022).
 */
final class EdgeServerFactory extends DefaultMainHttpServerFactory {
    private final Edge edge;

    EdgeServerFactory(Edge edge) {
        this.edge = edge;
    }

    @Override
    public Service newHttpServer(CamelContext context, HttpServerConfigurationProperties properties) {
        MainHttpServer server = new EdgeServer(edge);
        server.setCamelContext(context);
        server.setConfiguration(((MainHttpServer) super.newHttpServer(context, properties)).getConfiguration());
        AuthenticationConfigEntry entry = new AuthenticationConfigEntry();
        entry.setPath("/*");
        entry.setAuthenticationProviderFactory(vertx -> (credentials, answer) -> {
            throw new IllegalStateException("the edge asks no provider");
        });
        entry.setAuthenticationHandlerFactory(new EdgeHandlers(edge));
        AuthenticationConfig configuration = server.getConfiguration().getAuthenticationConfig();
        configuration.getEntries().clear();
        configuration.getEntries().add(entry);
        configuration.setEnabled(true);
        return server;
    }

    /** Hands out the edge, whatever the provider. */
    private record EdgeHandlers(Edge edge) implements AuthenticationHandlerFactory {
        @Override
        public <T extends AuthenticationProvider> AuthenticationHandler createAuthenticationHandler(T provider) {
            return edge;
        }
    }
}
