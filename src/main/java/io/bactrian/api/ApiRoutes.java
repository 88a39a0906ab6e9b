package io.bactrian.api;

import io.bactrian.operation.IntegrationService;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.rest.RestBindingMode;

/** The operations of the contract: which verb and path starts which route, and what the route asks. */
public final class ApiRoutes extends RouteBuilder {
    private final Operations operations;

    public ApiRoutes(IntegrationService service) {
        this.operations = new Operations(service);
    }

    @Override
    public void configure() {
        getContext().getRegistry().bind("edgeHeaders", new EdgeHeaders());
        restConfiguration()
                .component("platform-http")
                .bindingMode(RestBindingMode.off)
                .enableCORS(false)
                .inlineRoutes(false)
                .endpointProperty("headerFilterStrategy", "#edgeHeaders");
        verbs();
        operation("api-list-tools", "Lists the tools that are loaded", "listTools", 200);
        operation("api-get-tool", "Shows what a tool wants and what it brings", "getTool", 200);
        operation("api-create-integration", "Links an account of a tool", "createIntegration", 201);
        operation("api-list-integrations", "Lists the integrations, newest first", "listIntegrations", 200);
        operation("api-get-integration", "Shows one integration", "getIntegration", 200);
        operation("api-sync-integration", "Starts a sync, or joins the one under way", "syncIntegration", 202);
        operation("api-list-runs", "Lists the runs, newest first", "listRuns", 200);
        operation("api-get-run", "Shows one run with its certificate and timeline", "getRun", 200);
        operation("api-cancel-run", "Asks a run to stop at its next page", "cancelRun", 202);
        operation("api-list-connections", "Lists the live sides of the integrations", "listConnections", 200);
    }

    private void verbs() {
        rest("/api/v1")
                .produces(Json.MEDIA_TYPE)
                .get("/tools")
                .to("direct:api-list-tools")
                .get("/tools/{tool}")
                .to("direct:api-get-tool")
                .post("/integrations")
                .consumes(Json.MEDIA_TYPE)
                .to("direct:api-create-integration")
                .get("/integrations")
                .to("direct:api-list-integrations")
                .get("/integrations/{id}")
                .to("direct:api-get-integration")
                .post("/integrations/{id}/sync")
                .to("direct:api-sync-integration")
                .get("/runs")
                .to("direct:api-list-runs")
                .get("/runs/{id}")
                .to("direct:api-get-run")
                .post("/runs/{id}/cancel")
                .to("direct:api-cancel-run")
                .get("/connections")
                .to("direct:api-list-connections");
    }

    private void operation(String id, String description, String method, int status) {
        from("direct:" + id)
                .routeId(id)
                .routeDescription(description)
                .routeConfigurationId("api-failures")
                .bean(operations, method)
                .id(id + "-answer")
                .setHeader(Exchange.HTTP_RESPONSE_CODE, constant(status))
                .setHeader(Exchange.CONTENT_TYPE, constant(Json.MEDIA_TYPE));
    }
}
