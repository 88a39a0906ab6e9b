package io.bactrian.simulate.asana;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.simulate.Json;
import io.bactrian.simulate.Words;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/** What people do to tasks. Not everything moves {@code modified_at}, and events do not tell of everything. */
final class TaskChanges {
    private final Domain domain;
    private final EventLog events;
    private final Furniture furniture;
    private final StoryChanges stories;
    private final Random chance;

    TaskChanges(Domain domain, EventLog events, Furniture furniture, StoryChanges stories, Random chance) {
        this.stories = stories;
        this.domain = domain;
        this.events = events;
        this.furniture = furniture;
        this.chance = chance;
    }

    /** A task in a project, in its first section. */
    String create(String project) {
        domain.get("project", project);
        ObjectNode task = made();
        task.withArray("memberships").add(membership(project));
        return added(task, domain.get("project", project));
    }

    /** A task in no project, of somebody. */
    String createLoose() {
        ObjectNode task = made();
        task.set("assignee", furniture.person());
        return added(task, Json.object().path("none"));
    }

    /** A subtask is in no project; its parent does not change by it but for their number. */
    String createSubtask(String parent) {
        ObjectNode task = made();
        task.set("parent", Domain.reference(domain.get("task", parent)));
        domain.change(
                "task",
                parent,
                node -> node.put("num_subtasks", node.path("num_subtasks").asInt() + 1));
        return added(task, domain.get("task", parent));
    }

    void rename(String task) {
        modify(task, node -> node.put("name", Words.title(chance)));
    }

    void describe(String task) {
        String notes = Words.sentence(chance);
        modify(task, node -> node.put("notes", notes).put("html_notes", "<body>" + notes + "</body>"));
    }

    void complete(String task) {
        modify(task, node -> {
            boolean isDone = !node.path("completed").asBoolean();
            node.put("completed", isDone);
            node.put("completed_at", isDone ? domain.now().toString() : null);
        });
    }

    void assign(String task) {
        modify(task, node -> {
            if (chance.nextInt(4) == 0) {
                node.putNull("assignee");
            } else {
                node.set("assignee", furniture.person());
            }
        });
    }

    void schedule(String task) {
        modify(
                task,
                node -> node.put(
                        "due_on",
                        domain.now()
                                .plusSeconds(86_400L * chance.nextInt(40))
                                .toString()
                                .substring(0, 10)));
    }

    void tag(String task) {
        modify(task, node -> toggle(node.withArray("tags"), Domain.reference(furniture.some("tag"))));
    }

    void fill(String task) {
        modify(task, node -> {
            ArrayNode values = node.putArray("custom_fields");
            domain.gids("custom_field").forEach(gid -> values.add(value(domain.get("custom_field", gid))));
        });
    }

    private ObjectNode value(ObjectNode field) {
        ObjectNode value =
                Domain.reference(field).put("name", field.path("name").asText());
        String type = field.path("type").asText();
        value.put("type", type).put("resource_subtype", type);
        switch (type) {
            case "number" -> {
                int number = chance.nextInt(100);
                value.put("number_value", number).put("display_value", Integer.toString(number));
            }
            case "enum" -> {
                JsonNode option = field.path("enum_options").get(chance.nextInt(2));
                value.put("display_value", option.path("name").asText()).set("enum_value", option);
            }
            case "date" -> {
                String day = domain.now().toString().substring(0, 10);
                value.put("display_value", day)
                        .putObject("date_value")
                        .put("date", day)
                        .putNull("date_time");
            }
            default -> {
                String text = Words.sentence(chance);
                value.put("text_value", text).put("display_value", text);
            }
        }
        return value;
    }

    /** Another section of a project it is in: a story and an event tell of it, {@code modified_at} does not. */
    void moveSection(String task) {
        ObjectNode moved = domain.change("task", task, node -> {
            ObjectNode membership = (ObjectNode) node.at("/memberships/0");
            String project = Domain.gid(membership.path("project"));
            membership.set("section", section(project));
        });
        stories.system(moved, "section_changed", "moved this task to another section");
        tell("changed", moved, Json.object().path("none"));
    }

    /** Into one more project: {@code modified_at} stays. */
    void addToProject(String task, String project) {
        domain.get("project", project);
        ObjectNode moved = domain.change(
                "task", task, node -> node.withArray("memberships").add(membership(project)));
        stories.system(moved, "added_to_project", "added to another project");
        tell("added", moved, domain.get("project", project));
    }

    /** Out of its first project: {@code modified_at} stays. */
    void removeFromProject(String task) {
        ObjectNode before = domain.get("task", task);
        JsonNode project = domain.get("project", Domain.gid(before.at("/memberships/0/project")));
        tell("removed", before, project);
        ObjectNode moved = domain.change(
                "task", task, node -> node.withArray("memberships").remove(0));
        stories.system(moved, "removed_from_project", "removed from a project");
    }

    void depend(String task, String on) {
        modify(task, node -> toggle(node.withArray("dependencies"), Domain.reference(domain.get("task", on))));
    }

    /** With its subtasks, stories, files and booked time. */
    void delete(String task) {
        ObjectNode deleted = domain.get("task", task);
        for (ObjectNode subtask : domain.everyOf("task", "parent", task)) {
            delete(Domain.gid(subtask));
        }
        tell("deleted", deleted, Json.object().path("none"));
        domain.remove("story", story -> StoryChanges.isOf(story, "target", task));
        domain.remove("attachment", file -> StoryChanges.isOf(file, "parent", task));
        domain.remove("time_tracking_entry", entry -> StoryChanges.isOf(entry, "task", task));
        domain.remove("task", one -> Domain.gid(one).equals(task));
        if (domain.has("task", Domain.gid(deleted.path("parent")))) {
            domain.change(
                    "task",
                    Domain.gid(deleted.path("parent")),
                    node -> node.put("num_subtasks", node.path("num_subtasks").asInt() - 1));
        }
    }

    private ObjectNode made() {
        String now = domain.now().toString();
        ObjectNode task = domain.make("task", Words.title(chance))
                .put("resource_subtype", chance.nextInt(12) == 0 ? "milestone" : "default_task")
                .put("approval_status", "pending")
                .put("completed", false)
                .putNull("completed_at")
                .put("created_at", now)
                .put("modified_at", now)
                .put("notes", "")
                .put("html_notes", "<body></body>")
                .put("num_subtasks", 0)
                .putNull("assignee")
                .putNull("parent")
                .putNull("due_on")
                .putNull("due_at")
                .putNull("start_on");
        task.remove("approval_status");
        task.put("permalink_url", "https://app.asana.com/1/1200000000000001/task/" + Domain.gid(task));
        task.set("created_by", furniture.person());
        task.set("workspace", Domain.reference(furniture.some("workspace")));
        for (String list : List.of("memberships", "tags", "custom_fields", "dependencies", "followers")) {
            task.putArray(list);
        }
        return task;
    }

    private ObjectNode membership(String project) {
        ObjectNode membership = Json.object();
        membership.set("project", Domain.reference(domain.get("project", project)));
        membership.set("section", section(project));
        return membership;
    }

    private ObjectNode section(String project) {
        return Domain.reference(Words.pick(domain.everyOf("section", "project", project), chance));
    }

    private String added(ObjectNode task, JsonNode parent) {
        domain.put(task);
        tell("added", task, parent);
        return Domain.gid(task);
    }

    private void modify(String task, Consumer<ObjectNode> change) {
        domain.change("task", task, change);
        tell("changed", modified(task), Json.object().path("none"));
    }

    private ObjectNode modified(String task) {
        return domain.change(
                "task", task, node -> node.put("modified_at", domain.now().toString()));
    }

    private void tell(String action, ObjectNode task, JsonNode parent) {
        events.add(StoryChanges.told(task), Domain.gid(furniture.person()), action, task, parent);
    }

    private static void toggle(ArrayNode array, ObjectNode reference) {
        for (int at = 0; at < array.size(); at++) {
            if (array.get(at).equals(reference)) {
                array.remove(at);
                return;
            }
        }
        array.add(reference);
    }
}
