package io.bactrian.simulate.jira;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.simulate.Answer;
import io.bactrian.simulate.Endpoints;
import io.bactrian.simulate.Json;
import io.bactrian.simulate.Request;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;

/** What administrators ask for that is no mere list: members of groups, the audit log, the schemes of projects. */
final class AdministrationEndpoints {

    private static final int RECORDS = 1_000;

    private final Catalog catalog;
    private final References references;
    private final List<ObjectNode> audit = new ArrayList<>();

    AdministrationEndpoints(Catalog catalog, References references) {
        this.catalog = catalog;
        this.references = references;
        List.of("User added to group", "Permission scheme updated", "Workflow created")
                .forEach(this::note);
    }

    void register(Endpoints endpoints) {
        endpoints
                .get("/rest/api/3/group/member", (request, none) -> members(request))
                .get("/rest/api/3/auditing/record", (request, none) -> audit(request))
                .get("/rest/api/3/project/{}/permissionscheme", (request, project) -> scheme(project));
    }

    private void note(String summary) {
        int number = audit.size();
        audit.add(Json.object()
                .put("id", 90_000 + number)
                .put("summary", summary)
                .put("authorKey", "ug:" + number)
                .put("created", new Stamps(ZoneOffset.UTC).of(SeedPeriod.TO.minus(Duration.ofHours(number))))
                .put("category", "administration")
                .put("eventSource", ""));
    }

    private Answer members(Request request) {
        references.demandAdministrator();
        List<ObjectNode> groups = references.of("group/bulk");
        for (int number = 0; number < groups.size(); number++) {
            if (groups.get(number).path("groupId").asText().equals(request.parameter("groupId"))) {
                List<ObjectNode> members = List.of(catalog.person(0), catalog.person(number + 1));
                return IssueEndpoints.json(Pages.withLast(Pages.counted(members, request, "values", 50, 50), "values"));
            }
        }
        throw new Refusal(404, "The group does not exist.");
    }

    private Answer audit(Request request) {
        references.demandAdministrator();
        List<ObjectNode> since = audit.stream()
                .filter(record -> !at(record.path("created").asText()).isBefore(from(request)))
                .toList();
        int offset = Pages.number(request, "offset", 0);
        int limit = Math.min(RECORDS, Pages.number(request, "limit", RECORDS));
        ObjectNode page =
                Json.object().put("offset", offset).put("limit", limit).put("total", since.size());
        page.set("records", Json.array(since.stream().skip(offset).limit(limit).toList(), record -> record));
        return IssueEndpoints.json(page);
    }

    private static Instant from(Request request) {
        String from = request.parameter("from");
        return from == null ? Instant.MIN : at(from);
    }

    private static Instant at(String text) {
        try {
            return OffsetDateTime.parse(text.replaceFirst("([+-][0-9]{2})([0-9]{2})$", "$1:$2"))
                    .toInstant();
        } catch (DateTimeParseException e) {
            throw new Refusal(400, "The date and time is not valid.");
        }
    }

    private Answer scheme(String project) {
        references.demandAdministrator();
        if (catalog.projects.stream().noneMatch(one -> one.path("id").asText().equals(project))) {
            throw new Refusal(404, "The project does not exist.");
        }
        return IssueEndpoints.json(references.of("permissionscheme").get(0));
    }
}
