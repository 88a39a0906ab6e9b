package io.bactrian.simulate.jira;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.simulate.Answer;
import io.bactrian.simulate.Endpoints;
import io.bactrian.simulate.Json;
import io.bactrian.simulate.Request;
import java.util.List;
import java.util.regex.Pattern;

/** What a Data Center is asked: some of what a cloud is, at version 2, and some of it in other words. */
final class ServerEndpoints {
    private static final String API = "/rest/api/2/";
    private static final int USERS = 2_000;

    /** What is asked and answered alike. */
    private static final Pattern ALIKE = Pattern.compile(
            "myself|serverInfo|status|statuscategory|field|issuetype|issueLinkType|projectCategory|project/type|role"
                    + "|applicationrole|permissionscheme|notificationscheme|issuesecurityschemes|settings/columns"
                    + "|application-properties|project/[^/]+/(version|permissionscheme)|screens/[^/]+/tabs(/[^/]+/fields)?"
                    + "|worklog/(updated|deleted|list)"
                    + "|issue/[^/]+/(comment|worklog|watchers|votes|remotelink|transitions|properties(/[^/]+)?)");

    private static final Pattern AGILE =
            Pattern.compile("/rest/agile/1\\.0/(board|board/[^/]+(/(configuration|sprint|epic))?|sprint/[^/]+)");

    private final SimulatedSite site;
    private final Endpoints cloud;
    private final Endpoints own = new Endpoints(Refusal::unknown);

    ServerEndpoints(SimulatedSite site, ServerSettings settings, Endpoints cloud) {
        this.site = site;
        this.cloud = cloud;
        ServerSearch search = new ServerSearch(site, settings);
        own.get(API + "search", (request, none) -> search.answer(request))
                .get(API + "project", (request, none) -> projects(request))
                .get(API + "project/{}/components", (request, project) -> bare("project/" + project + "/component"))
                .get(API + "priority", (request, none) -> bare("priority/search"))
                .get(API + "resolution", (request, none) -> bare("resolution/search"))
                .get(API + "workflow", (request, none) -> workflows())
                .get(API + "screens", (request, none) -> screens(request))
                .get(API + "dashboard", (request, none) -> counted(request, "dashboard/search", "dashboards"))
                .get(API + "priorityschemes", (request, none) -> counted(request, "priorityscheme", "schemes"))
                .get(API + "issuetypescheme", (request, none) -> schemes())
                .get(API + "user/list", (request, none) -> users(request));
    }

    /** The answer in a cloud's shapes. */
    Answer answer(Request request) {
        String path = request.path();
        if (AGILE.matcher(path).matches()) {
            return cloud.answer(request);
        }
        if (path.startsWith(API) && ALIKE.matcher(path.substring(API.length())).matches()) {
            return cloud.answer(request.at("/rest/api/3/" + path.substring(API.length())));
        }
        return own.answer(request);
    }

    private Answer projects(Request request) {
        boolean withArchived = "true".equals(request.parameter("includeArchived"));
        List<ObjectNode> shown = site.projects().stream()
                .filter(project -> withArchived || !project.path("archived").asBoolean())
                .map(project -> project.deepCopy()
                        .put("archived", project.path("archived").asBoolean()))
                .toList();
        return IssueEndpoints.json(Json.array(shown, project -> project));
    }

    private Answer bare(String path) {
        return IssueEndpoints.json(Json.array(site.references(path), record -> record));
    }

    private Answer counted(Request request, String path, String name) {
        return IssueEndpoints.json(Pages.counted(site.references(path), request, name, 20, 100));
    }

    private Answer schemes() {
        site.references().demandAdministrator();
        return IssueEndpoints.json(
                Json.object().set("schemes", Json.array(site.references("issuetypescheme"), scheme -> scheme)));
    }

    private Answer screens(Request request) {
        site.references().demandAdministrator();
        return IssueEndpoints.json(Pages.bare(site.references("screens"), request, screen -> true));
    }

    private Answer workflows() {
        site.references().demandAdministrator();
        return IssueEndpoints.json(Json.array(
                site.references("workflows/search"),
                workflow -> Json.object()
                        .put("name", workflow.path("name").asText())
                        .put("description", workflow.path("description").asText())
                        .put("lastModifiedDate", "vor " + System.nanoTime() % 60 + " Minuten")
                        .put("steps", workflow.path("statuses").size())
                        .put("default", false)));
    }

    /** A stream: no order is promised, and no total told. */
    private Answer users(Request request) {
        int start = Pages.number(request, "cursor", 0);
        int size = Math.min(USERS, Pages.number(request, "maxResults", USERS));
        List<ObjectNode> all = site.catalog().users.stream()
                .filter(site.visibility()::showsPerson)
                .toList();
        List<ObjectNode> shown = all.stream().skip(start).limit(size).toList();
        boolean last = start + shown.size() >= all.size();
        ObjectNode page = Json.object().put("maxResults", size).put("isLast", last);
        if (!last) {
            page.put("nextCursor", String.valueOf(start + shown.size()));
        }
        JsonNode values = Json.array(shown, user -> user);
        return IssueEndpoints.json(page.set("values", values));
    }
}
