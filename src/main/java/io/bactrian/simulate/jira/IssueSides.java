package io.bactrian.simulate.jira;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.simulate.Answer;
import io.bactrian.simulate.Endpoints;
import io.bactrian.simulate.Json;
import io.bactrian.simulate.Request;

/** What stands beside an issue and is asked for issue by issue: watchers, voters, remote links, properties, transitions. */
final class IssueSides {

    private static final String ISSUE = "/rest/api/3/issue/{}";
    private static final String PROPERTY = "com.caravan.weight";

    private final IssueSource issues;
    private final Catalog catalog;
    private final String address;

    IssueSides(IssueSource issues, Catalog catalog, String address) {
        this.issues = issues;
        this.catalog = catalog;
        this.address = address;
    }

    void register(Endpoints endpoints) {
        endpoints
                .get(ISSUE + "/watchers", (request, id) -> watchers(issue(id)))
                .get(ISSUE + "/votes", (request, id) -> votes(issue(id)))
                .get(ISSUE + "/remotelink", (request, id) -> remoteLinks(issue(id)))
                .get(ISSUE + "/transitions", (request, id) -> transitions(issue(id)))
                .get(ISSUE + "/properties", (request, id) -> propertyKeys(issue(id)))
                .get(ISSUE + "/properties/{}", (request, id) -> property(request, issue(id)));
    }

    private ObjectNode issue(String id) {
        ObjectNode issue = issues.find(id);
        if (issue == null) {
            throw new Refusal(404, IssueEndpoints.GONE);
        }
        return issue;
    }

    private String self(ObjectNode issue, String what) {
        return address + "/rest/api/3/issue/" + issue.path("id").asText() + "/" + what;
    }

    private Answer watchers(ObjectNode issue) {
        int count = issue.at("/fields/watches/watchCount").asInt();
        ObjectNode answer = Json.object()
                .put("self", self(issue, "watchers"))
                .put("isWatching", false)
                .put("watchCount", count);
        answer.set("watchers", people(issue, count));
        return IssueEndpoints.json(answer);
    }

    private Answer votes(ObjectNode issue) {
        int count = issue.at("/fields/votes/votes").asInt();
        ObjectNode answer = Json.object()
                .put("self", self(issue, "votes"))
                .put("votes", count)
                .put("hasVoted", false);
        answer.set("voters", people(issue, count));
        return IssueEndpoints.json(answer);
    }

    private ArrayNode people(ObjectNode issue, int count) {
        ArrayNode people = Json.array();
        for (int number = 1; number <= count; number++) {
            people.add(catalog.person(issue.path("id").asInt() + number));
        }
        return people;
    }

    private Answer remoteLinks(ObjectNode issue) {
        ArrayNode links = Json.array();
        int id = issue.path("id").asInt();
        if (id % 3 == 0) {
            ObjectNode link = links.addObject()
                    .put("id", id + 50_000)
                    .put("self", self(issue, "remotelink/" + (id + 50_000)))
                    .put("globalId", "system=https://maps.example&id=" + id);
            link.putObject("application").put("type", "com.example.maps").put("name", "Maps");
            link.put("relationship", "lies on")
                    .putObject("object")
                    .put("url", "https://maps.example/routes/" + id)
                    .put("title", "Route " + id)
                    .putObject("status")
                    .put("resolved", id % 2 == 0);
        }
        return IssueEndpoints.json(links);
    }

    private Answer transitions(ObjectNode issue) {
        ObjectNode answer = Json.object().put("expand", "transitions");
        ArrayNode transitions = answer.putArray("transitions");
        String now = issue.at("/fields/status/id").asText();
        for (ObjectNode status : catalog.statuses) {
            if (!status.path("id").asText().equals(now)) {
                transitions
                        .addObject()
                        .put("id", status.path("id").asText().substring(3))
                        .put("name", status.path("name").asText())
                        .put("hasScreen", false)
                        .put("isGlobal", true)
                        .put("isInitial", false)
                        .put("isConditional", false)
                        .put("isAvailable", true)
                        .put("looped", false)
                        .set("to", status);
            }
        }
        return IssueEndpoints.json(answer);
    }

    private Answer propertyKeys(ObjectNode issue) {
        ObjectNode answer = Json.object();
        ArrayNode keys = answer.putArray("keys");
        if (hasProperty(issue)) {
            keys.addObject().put("self", self(issue, "properties/" + PROPERTY)).put("key", PROPERTY);
        }
        return IssueEndpoints.json(answer);
    }

    private Answer property(Request request, ObjectNode issue) {
        if (!hasProperty(issue) || !request.path().endsWith("/" + PROPERTY)) {
            throw new Refusal(404, "The property does not exist.");
        }
        ObjectNode property = Json.object().put("key", PROPERTY);
        property.putObject("value").put("kilograms", issue.path("id").asInt() % 400);
        return IssueEndpoints.json(property);
    }

    private static boolean hasProperty(ObjectNode issue) {
        return issue.path("id").asInt() % 4 == 0;
    }
}
