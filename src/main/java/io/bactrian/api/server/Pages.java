package io.bactrian.api.server;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.FileSystemAccess;
import io.vertx.ext.web.handler.StaticHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The contract at /openapi.yaml, its documentation at /docs and the schemas of files, from the class path alone. */
final class Pages {
    private static final String SWAGGER = "META-INF/resources/webjars/swagger-ui/5.34.1";
    private static final String POLICY = "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline';"
            + " object-src 'none'; base-uri 'none'; frame-ancestors 'none'";
    private static final String INITIALIZER = """
            window.onload = function () {
              window.ui = SwaggerUIBundle({
                url: "/openapi.yaml",
                dom_id: "#swagger-ui",
                deepLinking: true,
                validatorUrl: null,
                presets: [SwaggerUIBundle.presets.apis],
                layout: "BaseLayout"
              });
            };
            """;

    private static final List<String> SCHEMAS = List.of(
            "flow.schema.json",
            "tool.schema.json",
            "variant.schema.json",
            "stream.schema.json",
            "own-streams.schema.json");

    private final String contract = text("openapi.yaml");

    void install(Router router) {
        router.get("/openapi.yaml").handler(context -> send(context, "application/yaml", contract));
        for (String name : SCHEMAS) {
            String schema = text("schema/" + name);
            router.get("/schemas/" + name).handler(context -> send(context, "application/schema+json", schema));
        }
        router.get("/docs/swagger-initializer.js").handler(context -> send(context, "text/javascript", INITIALIZER));
        router.get("/docs").handler(Pages::documentation);
        router.get("/docs/*")
                .handler(Pages::relax)
                .handler(StaticHandler.create(FileSystemAccess.RELATIVE, SWAGGER)
                        .setDirectoryListing(false)
                        .setIncludeHidden(false));
    }

    /** Relative links of the page need the slash; the router takes /docs/ for /docs too. */
    private static void documentation(RoutingContext context) {
        if (context.normalizedPath().equals("/docs")) {
            context.response()
                    .setStatusCode(302)
                    .putHeader(HttpHeaders.LOCATION, "/docs/index.html")
                    .end();
        } else {
            context.next();
        }
    }

    private static void relax(RoutingContext context) {
        HttpServerResponse response = context.response();
        response.headers().set("Content-Security-Policy", POLICY).set("Cache-Control", "no-cache");
        context.next();
    }

    private static void send(RoutingContext context, String type, String text) {
        context.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, type + ";charset=utf-8")
                .end(text);
    }

    static String text(String resource) {
        try (InputStream stream = Pages.class.getClassLoader().getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException(resource + " is missing from the class path");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
