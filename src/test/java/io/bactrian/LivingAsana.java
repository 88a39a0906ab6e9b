package io.bactrian;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.simulate.asana.Asana;
import io.bactrian.simulate.asana.AsanaSettings;
import io.bactrian.simulate.asana.SimulatedAsana;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/** An Asana in which tasks, subtasks, comments, sections and projects come, change and go, and events are lost. */
final class LivingAsana extends LivingTool {
    private static final List<String> TO_TASKS = List.of(
            "create_subtask",
            "create_subtask",
            "delete_comment",
            "attach",
            "fill",
            "comment",
            "delete",
            "delete",
            "book_time");
    private static final List<String> TO_PROJECTS =
            List.of("create", "create", "rename_project", "update_status", "archive_project");

    private final SimulatedAsana simulated;
    private final Asana asana;

    private LivingAsana(SimulatedAsana simulated) {
        super("asana", simulated);
        this.simulated = simulated;
        this.asana = simulated.asana();
    }

    static LivingAsana start(long seed) {
        return new LivingAsana(SimulatedAsana.start(AsanaSettings.defaults()
                .withProjects(3)
                .withTasks(8)
                .withSeed(seed)
                .withLimits(100_000, 1_000)
                .withLostEvery(5)));
    }

    @Override
    void happen(Random chance) {
        String task = pick(asana.gids("task"), chance);
        String project = pick(asana.gids("project"), chance);
        switch (chance.nextInt(20)) {
            case 0 -> asana.change("create_loose", "");
            case 1, 2, 3, 4 -> asana.change(pick(TO_TASKS, chance), task);
            case 5, 6 -> asana.change(pick(TO_PROJECTS, chance), project);
            case 7 -> move(task, project, chance);
            case 8 -> asana.change("rename_section", pick(asana.gids("section"), chance));
            case 9 -> rarely(project, chance);
            case 10 -> changeFields(project, chance);
            default -> asana.changeSomething();
        }
        if (asana.gids("task").size() < 5) {
            asana.change("create", pick(asana.gids("project"), chance));
        }
    }

    private void move(String task, String project, Random chance) {
        JsonNode memberships = asana.truth("task", task).path("memberships");
        boolean isSubtask = asana.truth("task", task).path("parent").isObject();
        if (!memberships.isEmpty() && chance.nextBoolean()) {
            asana.change("remove_from_project", task);
        } else if (!isSubtask && !memberships.findValuesAsText("gid").contains(project)) {
            asana.addToProject(task, project);
        }
    }

    private void changeFields(String project, Random chance) {
        List<String> fields = asana.gids("custom_field");
        switch (chance.nextInt(3)) {
            case 0 ->
                asana.addField(
                        project, "Field " + chance.nextInt(5), pick(List.of("text", "number", "enum", "date"), chance));
            case 1 -> asana.renameField(pick(fields, chance), "Field " + chance.nextInt(5));
            default -> {
                if (fields.size() > 4) {
                    asana.removeField(pick(fields, chance));
                }
            }
        }
    }

    private void rarely(String project, Random chance) {
        switch (chance.nextInt(5)) {
            case 0 -> asana.change("create_project", "");
            case 1 -> asana.change("lose_tokens", "");
            case 2, 3 ->
                toggle(
                        "hidden",
                        asana.gids("project"),
                        chance,
                        (id, is) -> asana.change(is ? "hide_project" : "show_project", id));
            default -> {
                if (asana.gids("project").size() > 2) {
                    asana.change("delete_project", project);
                }
            }
        }
    }

    /** A task in no project and of nobody, as when its project was deleted, and what hangs on it. */
    @Override
    boolean isUnlisted(String stream, String id) {
        return switch (stream) {
            case "tasks", "loose_tasks", "subtasks" -> isAlone(id);
            case "comments" -> asana.gids("story").contains(id) && isAlone(gid("story", id, "/target/gid"));
            case "attachments" ->
                asana.gids("attachment").contains(id) && isAlone(gid("attachment", id, "/parent/gid"));
            default -> false;
        };
    }

    private boolean isAlone(String task) {
        if (!asana.gids("task").contains(task)) {
            return false;
        }
        JsonNode truth = asana.truth("task", task);
        return truth.path("parent").isObject()
                ? isAlone(gid("task", task, "/parent/gid"))
                : truth.path("memberships").isEmpty() && !truth.path("assignee").isObject();
    }

    private String gid(String type, String id, String pointer) {
        return asana.truth(type, id).at(pointer).asText();
    }

    @Override
    List<ShownRecords> shown() {
        List<ObjectNode> tasks = asana.shown("task");
        Set<String> unlisted = tasks.stream()
                .map(task -> task.path("gid").asText())
                .filter(this::isAlone)
                .collect(Collectors.toSet());
        return List.of(
                ShownRecords.of("gid", asana.shown("user"), "users"),
                ShownRecords.of("gid", asana.shown("tag"), "tags"),
                ShownRecords.of("gid", asana.shown("custom_field"), "custom_fields"),
                ShownRecords.of("gid", asana.shown("project"), "projects"),
                ShownRecords.of("gid", asana.shown("section"), "sections"),
                ShownRecords.of("gid", tasks, "tasks", "loose_tasks", "subtasks")
                        .unlisted(unlisted));
    }

    @Override
    ObjectNode credentials() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("accessToken", simulated.settings().accessToken());
    }
}
