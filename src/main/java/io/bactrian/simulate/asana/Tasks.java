package io.bactrian.simulate.asana;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.simulate.Answer;
import io.bactrian.simulate.Endpoints;
import io.bactrian.simulate.Json;
import io.bactrian.simulate.Request;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.function.Predicate;

/** The endpoints of tasks and of what belongs to them. */
final class Tasks {
    private static final String BASE = "/api/1.0/";
    private static final int MOST_FOUND = 100;

    private final Domain domain;
    private final Pages pages;
    private final View view;
    private final boolean premium;

    Tasks(Domain domain, Pages pages, View view, boolean premium) {
        this.domain = domain;
        this.pages = pages;
        this.view = view;
        this.premium = premium;
    }

    void register(Endpoints endpoints) {
        endpoints
                .get(BASE + "tasks", (request, none) -> listed(tasks(request), request))
                .get(BASE + "projects/{}/tasks", (request, gid) -> listed(inProject(gid), request))
                .get(BASE + "workspaces/{}/tasks/search", (request, gid) -> search(request))
                .get(BASE + "tasks/{}/subtasks", (request, gid) -> of("task", "parent", gid, request))
                .get(BASE + "tasks/{}/stories", (request, gid) -> of("story", "target", gid, request))
                .get(BASE + "tasks/{}/dependencies", this::dependencies)
                .get(BASE + "tasks/{}/time_tracking_entries", this::time)
                .get(BASE + "time_tracking_entries", (request, none) -> allTime(request))
                .get(BASE + "attachments", (request, none) -> files(request));
    }

    private Answer listed(List<ObjectNode> records, Request request) {
        return pages.answer(records, request, record -> view.listed(record, request));
    }

    /** A subtask is listed with its parent only, unless it was put into a project as well. */
    private List<ObjectNode> tasks(Request request) {
        Predicate<ObjectNode> wanted = changedSince(request);
        String project = request.parameter("project");
        if (project != null) {
            return inProject(project).stream().filter(wanted).toList();
        }
        String assignee = request.parameter("assignee");
        if (assignee == null || request.parameter("workspace") == null) {
            throw new Refusal(
                    400, "You should specify one of workspace, project, tag, section, or assignee and workspace");
        }
        String user = assignee.equals("me") ? domain.gids("user").get(0) : assignee;
        domain.visible("user", user);
        return domain.of("task", "assignee", user).stream()
                .filter(wanted)
                .filter(task ->
                        task.path("parent").isNull() || !Domain.projects(task).isEmpty())
                .toList();
    }

    private List<ObjectNode> inProject(String project) {
        domain.visible("project", project);
        return domain.all("task", task -> Domain.projects(task).contains(project));
    }

    private static Predicate<ObjectNode> changedSince(Request request) {
        String since = request.parameter("modified_since");
        if (since == null) {
            return task -> true;
        }
        try {
            Instant bound = Instant.parse(since);
            return task -> !Instant.parse(task.path("modified_at").asText()).isBefore(bound);
        } catch (DateTimeParseException unreadable) {
            throw new Refusal(400, "modified_since: Not a valid datetime: " + since);
        }
    }

    /** Without pages and in no order worth relying on. */
    private Answer search(Request request) {
        if (!premium) {
            throw Refusal.premium();
        }
        List<ObjectNode> found = domain.all("task", task -> true);
        return Answer.json(
                200,
                Pages.enveloped(
                        Json.array(found.stream().limit(MOST_FOUND).toList(), task -> view.listed(task, request))));
    }

    private Answer of(String type, String field, String task, Request request) {
        domain.visible("task", task);
        return listed(domain.of(type, field, task), request);
    }

    private Answer dependencies(Request request, String task) {
        if (!premium) {
            throw Refusal.premium();
        }
        List<ObjectNode> found = domain.visible("task", task).path("dependencies").findValuesAsText("gid").stream()
                .filter(gid -> domain.has("task", gid))
                .map(gid -> domain.get("task", gid))
                .toList();
        return listed(found, request);
    }

    private Answer time(Request request, String task) {
        if (!premium) {
            throw Refusal.premium();
        }
        return of("time_tracking_entry", "task", task, request);
    }

    private Answer allTime(Request request) {
        if (!premium) {
            throw Refusal.premium();
        }
        domain.visible("workspace", Lists.required(request, "workspace"));
        return listed(domain.all("time_tracking_entry", entry -> true), request);
    }

    private Answer files(Request request) {
        String parent = Lists.required(request, "parent");
        domain.visible("task", parent);
        List<ObjectNode> files = domain.of("attachment", "parent", parent).stream()
                .map(file -> downloadable(file.deepCopy(), domain.now()))
                .toList();
        return listed(files, request);
    }

    /** The address of the file itself is another one in every answer, good for two minutes. */
    static ObjectNode downloadable(ObjectNode file, Instant now) {
        return file.put("download_url", "https://files.example/" + Domain.gid(file) + "?at=" + now.toEpochMilli())
                .put("view_url", "https://files.example/" + Domain.gid(file))
                .put("permanent_url", "https://app.asana.com/app/asana/-/get_asset?asset_id=" + Domain.gid(file));
    }
}
