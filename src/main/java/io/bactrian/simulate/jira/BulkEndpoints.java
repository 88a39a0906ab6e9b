package io.bactrian.simulate.jira;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.simulate.Answer;
import io.bactrian.simulate.Endpoints;
import io.bactrian.simulate.Json;
import io.bactrian.simulate.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The endpoints that answer for many issues at once: changelogs, and the feed of worklogs. */
final class BulkEndpoints {

    private static final int IDS = 1000;

    private final HeldIssues held;
    private final IssueSource issues;
    private final String address;

    BulkEndpoints(HeldIssues held, IssueSource issues, String address) {
        this.held = held;
        this.issues = issues;
        this.address = address;
    }

    void register(Endpoints endpoints) {
        endpoints
                .post("/rest/api/3/changelog/bulkfetch", (request, none) -> changelogs(request))
                .get("/rest/api/3/worklog/updated", (request, none) -> feed(request, "updated", updated()))
                .get("/rest/api/3/worklog/deleted", (request, none) -> feed(request, "deleted", deleted()))
                .post("/rest/api/3/worklog/list", (request, none) -> worklogs(request));
    }

    private Answer changelogs(Request request) {
        JsonNode body = IssueEndpoints.body(request);
        JsonNode wanted = body.path("issueIdsOrKeys");
        if (!wanted.isArray() || wanted.isEmpty() || wanted.size() > IDS) {
            throw new Refusal(400, "issueIdsOrKeys must hold between 1 and 1000 issues.");
        }
        int size = Math.min(10_000, Math.max(1, body.path("maxResults").asInt(1000)));
        int start = start(body.path("nextPageToken").asText(""), wanted);
        Map<String, ArrayNode> found = new TreeMap<>();
        int at = 0;
        for (JsonNode name : wanted) {
            ObjectNode issue = issues.find(name.asText());
            JsonNode histories = issue == null ? Json.array() : issue.at("/changelog/histories");
            for (JsonNode history : histories) {
                if (issue != null && at >= start && at < start + size) {
                    found.computeIfAbsent(issue.path("id").asText(), key -> Json.array())
                            .add(numbered(history));
                }
                at++;
            }
        }
        return IssueEndpoints.json(page(found, at > start + size ? token(start + size, wanted) : ""));
    }

    private static ObjectNode page(Map<String, ArrayNode> found, String token) {
        ObjectNode page = Json.object();
        ArrayNode all = page.putArray("issueChangeLogs");
        found.forEach((id, histories) -> all.addObject().put("issueId", id).set("changeHistories", histories));
        return token.isEmpty() ? page : page.put("nextPageToken", token);
    }

    /** In bulk an entry's instant is a number. */
    private static ObjectNode numbered(JsonNode history) {
        ObjectNode entry = ((ObjectNode) history).deepCopy();
        return entry.put(
                "created", Stamps.read(history.path("created").asText()).toEpochMilli());
    }

    private static String token(int start, JsonNode wanted) {
        return Integer.toHexString(wanted.hashCode()) + "-" + start;
    }

    private static int start(String token, JsonNode wanted) {
        String begin = Integer.toHexString(wanted.hashCode()) + "-";
        if (token.isEmpty()) {
            return 0;
        }
        if (!token.startsWith(begin) || !token.substring(begin.length()).matches("[0-9]{1,9}")) {
            throw new Refusal(400, "The nextPageToken does not belong to this query.");
        }
        return Integer.parseInt(token.substring(begin.length()));
    }

    private Map<Long, Instant> updated() {
        Map<Long, Instant> all = new TreeMap<>();
        for (IssueEntry issue : held.existing()) {
            for (JsonNode worklog : held.document(issue).at("/fields/worklog/worklogs")) {
                all.put(
                        worklog.path("id").asLong(),
                        Stamps.read(worklog.path("updated").asText()));
            }
        }
        return all;
    }

    private Map<Long, Instant> deleted() {
        return held.deletedWorklogs();
    }

    private Answer feed(Request request, String name, Map<Long, Instant> all) {
        String asked = request.parameter("since");
        long since = asked != null && asked.matches("[0-9]{1,15}") ? Long.parseLong(asked) : 0;
        // Jira leaves out the last minute before the call.
        long until = held.now().minus(Duration.ofMinutes(1)).toEpochMilli();
        List<Map.Entry<Long, Instant>> hits = new ArrayList<>(all.entrySet().stream()
                .filter(entry -> entry.getValue().toEpochMilli() > since
                        && entry.getValue().toEpochMilli() <= until)
                .sorted(Map.Entry.comparingByValue())
                .toList());
        List<Map.Entry<Long, Instant>> shown = hits.subList(0, Math.min(IDS, hits.size()));
        boolean last = shown.size() == hits.size();
        long end =
                shown.isEmpty() ? until : shown.get(shown.size() - 1).getValue().toEpochMilli();
        String path = address + "/rest/api/3/worklog/" + name + "?since=";
        ObjectNode page = Json.object().put("since", since).put("until", end).put("self", path + since);
        page.put("lastPage", last);
        page.set(
                "values",
                Json.array(
                        shown,
                        entry -> Json.object()
                                .put("worklogId", entry.getKey())
                                .put("updatedTime", entry.getValue().toEpochMilli())
                                .set("properties", Json.array())));
        return IssueEndpoints.json(last ? page : page.put("nextPage", path + end));
    }

    private Answer worklogs(Request request) {
        JsonNode ids = IssueEndpoints.body(request).path("ids");
        if (!ids.isArray() || ids.size() > IDS) {
            throw new Refusal(400, "ids must hold 1000 worklogs at most.");
        }
        ArrayNode found = Json.array();
        for (JsonNode id : ids) {
            ObjectNode issue = issues.find(String.valueOf(id.asLong() / 1000));
            JsonNode all = issue == null ? Json.array() : issue.at("/fields/worklog/worklogs");
            for (JsonNode worklog : all) {
                if (worklog.path("id").asLong() == id.asLong()) {
                    found.add(worklog);
                }
            }
        }
        return IssueEndpoints.json(found);
    }
}
