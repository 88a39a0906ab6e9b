package io.bactrian.simulate.jira;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.bactrian.simulate.Answer;
import io.bactrian.simulate.Endpoints;
import io.bactrian.simulate.Json;
import io.bactrian.simulate.Request;
import java.time.ZoneOffset;
import java.util.List;

/** The endpoints of what a site has besides issues. */
final class SiteEndpoints {

    private final SimulatedSite site;
    private final String address;

    SiteEndpoints(SimulatedSite site, String address) {
        this.site = site;
        this.address = address;
    }

    void register(Endpoints endpoints) {
        Catalog catalog = site.catalog();
        endpoints
                .get("/rest/api/3/myself", (request, none) -> myself())
                .get("/rest/api/3/serverInfo", (request, none) -> serverInfo())
                .get("/rest/api/2/serverInfo", (request, none) -> serverInfo())
                .get("/rest/api/3/mypermissions", (request, none) -> permissions(request))
                .get("/rest/api/3/project/search", (request, none) -> projects(request))
                .get(
                        "/rest/api/3/users/search",
                        (request, none) ->
                                IssueEndpoints.json(Pages.bare(catalog.users, request, site.visibility()::showsPerson)))
                .get(
                        "/rest/api/3/status",
                        (request, none) -> IssueEndpoints.json(Json.array(catalog.statuses, status -> status)))
                .get("/rest/api/3/label", (request, none) -> labels(request))
                .get(
                        "/rest/api/3/field",
                        (request, none) -> IssueEndpoints.json(Json.array(catalog.fields, field -> field)));
    }

    private Answer myself() {
        if (site.visibility().isAnonymous()) {
            throw new Refusal(401, "Client must be authenticated to access this resource.");
        }
        return IssueEndpoints.json(site.catalog().caller());
    }

    private Answer projects(Request request) {
        ObjectNode page = Json.object().put("self", address + "/rest/api/3/project/search");
        page.setAll(Pages.counted(ofStatus(request), request, "values", 50, 100));
        return IssueEndpoints.json(Pages.withLast(page, "values"));
    }

    /** Those that are in use, unless others are asked for. */
    private List<ObjectNode> ofStatus(Request request) {
        String status = request.parameter("status");
        List<String> wanted = status == null ? List.of("live") : IssueView.list(status);
        if (wanted.contains("deleted")) {
            return List.of(site.catalog().trashed());
        }
        return site.projects().stream()
                .filter(project ->
                        project.path("archived").asBoolean() ? wanted.contains("archived") : wanted.contains("live"))
                .toList();
    }

    private static Answer labels(Request request) {
        List<TextNode> all = Pages.texts(IssueDocuments.LABELS);
        return IssueEndpoints.json(Pages.withLast(Pages.counted(all, request, "values", 1000, 1000), "values"));
    }

    private Answer serverInfo() {
        ObjectNode info = Json.object()
                .put("baseUrl", address)
                .put("version", "1001.0.0-SNAPSHOT")
                .put("deploymentType", "Cloud")
                .put("buildNumber", 100_300)
                .put("serverTitle", "Simulated Jira");
        info.putArray("versionNumbers").add(1001).add(0).add(0);
        return IssueEndpoints.json(
                info.put("serverTime", new Stamps(ZoneOffset.UTC).of(site.held().now())));
    }

    private static Answer permissions(Request request) {
        String wanted = request.parameter("permissions");
        if (wanted == null) {
            throw new Refusal(400, "The 'permissions' query parameter is required.");
        }
        ObjectNode answer = Json.object();
        ObjectNode permissions = answer.putObject("permissions");
        int id = 1;
        for (String key : IssueView.list(wanted)) {
            permissions
                    .putObject(key)
                    .put("id", String.valueOf(id++))
                    .put("key", key)
                    .put("name", key)
                    .put("type", "PROJECT")
                    .put("description", "")
                    .put("havePermission", true);
        }
        return IssueEndpoints.json(answer);
    }
}
