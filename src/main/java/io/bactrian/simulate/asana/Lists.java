package io.bactrian.simulate.asana;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.simulate.Answer;
import io.bactrian.simulate.Endpoints;
import io.bactrian.simulate.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The endpoints of everything but tasks: lists and single records. */
final class Lists {
    private static final String BASE = "/api/1.0/";

    /** Paths of single records and their types. */
    private static final Map<String, String> SINGLE = Map.of(
            "workspaces", "workspace",
            "teams", "team",
            "projects", "project",
            "sections", "section",
            "stories", "story",
            "tags", "tag",
            "custom_fields", "custom_field",
            "portfolios", "portfolio",
            "goals", "goal",
            "tasks", "task");

    private final Domain domain;
    private final Pages pages;
    private final View view;
    private final boolean premium;

    Lists(Domain domain, Pages pages, View view, boolean premium) {
        this.domain = domain;
        this.pages = pages;
        this.view = view;
        this.premium = premium;
    }

    void register(Endpoints endpoints) {
        endpoints
                .get(
                        BASE + "users/me",
                        (request, none) -> one("user", domain.gids("user").get(0), request))
                .get(BASE + "users/{}", (request, gid) -> one("user", gid, request))
                .get(BASE + "users", (request, none) -> inWorkspace("user", request))
                .get(BASE + "workspaces", (request, none) -> listed(domain.all("workspace", all -> true), request))
                .get(
                        BASE + "workspaces/{}/teams",
                        (request, gid) -> of("team", "organization", "workspace", gid, request))
                .get(BASE + "workspaces/{}/users", (request, gid) -> of("user", "", "workspace", gid, request))
                .get(BASE + "workspaces/{}/projects", (request, gid) -> projects(gid, request))
                .get(BASE + "projects", (request, none) -> projects(required(request, "workspace"), request))
                .get(BASE + "workspaces/{}/tags", (request, gid) -> of("tag", "workspace", "workspace", gid, request))
                .get(BASE + "tags", (request, none) -> inWorkspace("tag", request))
                .get(
                        BASE + "workspaces/{}/custom_fields",
                        (request, gid) -> paid(() -> of("custom_field", "workspace", "workspace", gid, request)))
                .get(BASE + "projects/{}/sections", (request, gid) -> of("section", "project", "project", gid, request))
                .get(
                        BASE + "projects/{}/custom_field_settings",
                        (request, gid) -> paid(() -> of("custom_field_setting", "project", "project", gid, request)))
                .get(BASE + "memberships", (request, none) -> memberships(request))
                .get(BASE + "portfolios", (request, none) -> paid(() -> portfolios(request)))
                .get(BASE + "portfolios/{}/items", (request, gid) -> paid(() -> items(gid, request)))
                .get(BASE + "goals", (request, none) -> paid(() -> inWorkspace("goal", request)))
                .get(
                        BASE + "status_updates",
                        (request, none) ->
                                of("status_update", "parent", "project", required(request, "parent"), request))
                .get(BASE + "attachments/{}", (request, gid) -> file(gid, request));
        SINGLE.forEach((path, type) -> endpoints.get(BASE + path + "/{}", (request, gid) -> one(type, gid, request)));
    }

    private Answer one(String type, String gid, Request request) {
        return Answer.json(200, Pages.enveloped(view.whole(domain.visible(type, gid), request)));
    }

    private Answer file(String gid, Request request) {
        ObjectNode file = domain.visible("attachment", gid).deepCopy();
        return Answer.json(200, Pages.enveloped(view.whole(Tasks.downloadable(file, domain.now()), request)));
    }

    private Answer of(String type, String field, String parentType, String gid, Request request) {
        domain.visible(parentType, gid);
        return listed(field.isEmpty() ? domain.all(type, all -> true) : domain.of(type, field, gid), request);
    }

    private Answer listed(List<ObjectNode> records, Request request) {
        return pages.answer(records, request, record -> view.listed(record, request));
    }

    private Answer inWorkspace(String type, Request request) {
        domain.visible("workspace", required(request, "workspace"));
        return listed(domain.all(type, all -> true), request);
    }

    private Answer projects(String workspace, Request request) {
        domain.visible("workspace", workspace);
        String archived = request.parameter("archived");
        return listed(
                domain.all(
                        "project",
                        project -> archived == null
                                || Boolean.parseBoolean(archived)
                                        == project.path("archived").asBoolean()),
                request);
    }

    private Answer memberships(Request request) {
        String parent = required(request, "parent");
        domain.visible("project", parent);
        return listed(domain.of("membership", "parent", parent), request);
    }

    private Answer portfolios(Request request) {
        domain.visible("workspace", required(request, "workspace"));
        String owner = required(request, "owner");
        String gid = owner.equals("me") ? domain.gids("user").get(0) : owner;
        return listed(domain.of("portfolio", "owner", gid), request);
    }

    private Answer items(String portfolio, Request request) {
        List<ObjectNode> projects = new ArrayList<>();
        for (JsonNode item : domain.visible("portfolio", portfolio).path("items")) {
            domain.all("project", project -> Domain.gid(project).equals(Domain.gid(item)))
                    .forEach(projects::add);
        }
        return listed(projects, request);
    }

    private Answer paid(Supplier<Answer> answer) {
        if (!premium) {
            throw Refusal.premium();
        }
        return answer.get();
    }

    static String required(Request request, String name) {
        String value = request.parameter(name);
        if (value == null || value.isEmpty()) {
            throw new Refusal(400, name + ": Missing input");
        }
        return value;
    }
}
