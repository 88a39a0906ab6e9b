package io.bactrian.simulate.jira;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.simulate.Answer;
import io.bactrian.simulate.Endpoints;
import io.bactrian.simulate.Json;
import io.bactrian.simulate.Request;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The endpoints of issues: search, bulk fetch, one issue, and its comments, worklogs and changelog. */
final class IssueEndpoints {

    static final String GONE = "Issue does not exist or you do not have permission to see it.";

    private final IssueSource issues;
    private final SearchIndex search;

    IssueEndpoints(IssueSource issues, SearchIndex search) {
        this.issues = issues;
        this.search = search;
    }

    void register(Endpoints endpoints) {
        endpoints
                .get("/rest/api/3/search", (request, none) -> removed())
                .post("/rest/api/3/search", (request, none) -> removed())
                .get("/rest/api/3/search/jql", (request, none) -> searchByQuery(request))
                .post("/rest/api/3/search/jql", (request, none) -> searchByBody(request))
                .post("/rest/api/3/search/approximate-count", (request, none) -> count(request))
                .post("/rest/api/3/issue/bulkfetch", (request, none) -> bulkFetch(request))
                .get("/rest/api/3/issue/{}/comment", this::comments)
                .get("/rest/api/3/issue/{}/worklog", this::worklogs)
                .get("/rest/api/3/issue/{}/changelog", this::changelog)
                .get("/rest/api/3/issue/{}", this::issue);
    }

    static Answer json(JsonNode node) {
        byte[] body = Json.bytes(node);
        return Answer.json(200, body, body.length);
    }

    static JsonNode body(Request request) {
        try {
            return Json.read(request.body());
        } catch (IOException unreadable) {
            throw new Refusal(400, "There was an error parsing JSON. Check that your request body is valid.");
        }
    }

    private static Answer removed() {
        throw new Refusal(410, "The requested API has been removed. Please migrate to the /rest/api/3/search/jql API.");
    }

    private Answer searchByQuery(Request request) {
        IssueView view = view(text(request, "fields", "id"), text(request, "expand", ""));
        int size = Pages.number(request, "maxResults", 50);
        return search.page(text(request, "jql", ""), view, size, request.parameter("nextPageToken"));
    }

    private Answer searchByBody(Request request) {
        JsonNode body = body(request);
        IssueView view = new IssueView(fields(body, "id"), expansions(body).contains("changelog"));
        String token = body.path("nextPageToken").textValue();
        return search.page(
                body.path("jql").asText(), view, body.path("maxResults").asInt(50), token);
    }

    private Answer count(Request request) {
        return json(Json.object()
                .put("count", search.count(body(request).path("jql").asText())));
    }

    private Answer bulkFetch(Request request) {
        JsonNode body = body(request);
        JsonNode wanted = body.path("issueIdsOrKeys");
        if (!wanted.isArray() || wanted.isEmpty() || wanted.size() > 100) {
            throw new Refusal(400, "issueIdsOrKeys must hold between 1 and 100 issues.");
        }
        IssueView view =
                new IssueView(fields(body, "*navigable"), expansions(body).contains("changelog"));
        TreeMap<Long, ObjectNode> found = new TreeMap<>();
        ObjectNode answer = Json.object();
        ArrayNode errors = Json.array();
        for (JsonNode name : wanted) {
            ObjectNode issue = issues.find(name.asText());
            if (issue == null) {
                errors.addObject().put("id", name.asText()).put("errorMessage", GONE);
            } else {
                found.put(issue.path("id").asLong(), issue);
            }
        }
        answer.set("issues", Json.array(found.values(), view::render));
        answer.set("issueErrors", errors);
        return json(answer);
    }

    private Answer issue(Request request, String id) {
        IssueView view = view(text(request, "fields", "*all"), text(request, "expand", ""));
        return json(view.render(document(id)));
    }

    private Answer comments(Request request, String id) {
        List<JsonNode> all = list(document(id).at("/fields/comment/comments"));
        if ("-created".equals(request.parameter("orderBy"))) {
            Collections.reverse(all);
        }
        return json(Pages.counted(all, request, "comments", 100, 100));
    }

    private Answer worklogs(Request request, String id) {
        return json(Pages.counted(list(document(id).at("/fields/worklog/worklogs")), request, "worklogs", 5000, 5000));
    }

    private Answer changelog(Request request, String id) {
        List<JsonNode> all = list(document(id).at("/changelog/histories"));
        return json(Pages.withLast(Pages.counted(all, request, "values", 100, 100), "values"));
    }

    private ObjectNode document(String id) {
        ObjectNode issue = issues.find(id);
        if (issue == null) {
            throw new Refusal(404, GONE);
        }
        return issue;
    }

    static List<JsonNode> list(JsonNode array) {
        List<JsonNode> all = new ArrayList<>();
        array.forEach(all::add);
        return all;
    }

    private static IssueView view(String fields, String expand) {
        return new IssueView(IssueView.list(fields), IssueView.list(expand).contains("changelog"));
    }

    private static String text(Request request, String name, String standard) {
        @Nullable String text = request.parameter(name);
        return text == null || text.isBlank() ? standard : text;
    }

    private static List<String> fields(JsonNode body, String standard) {
        List<String> fields = new ArrayList<>();
        body.path("fields").forEach(field -> fields.add(field.asText()));
        return fields.isEmpty() ? List.of(standard) : fields;
    }

    /** A comma separated text in search, a list in bulk fetch. */
    private static Set<String> expansions(JsonNode body) {
        JsonNode expand = body.path("expand");
        Set<String> names = new LinkedHashSet<>(IssueView.list(expand.asText("")));
        expand.forEach(name -> names.add(name.asText()));
        return names;
    }
}
