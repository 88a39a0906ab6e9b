package io.bactrian.simulate.asana;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.simulate.Words;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;

/** What is in a simulated Asana and what its people do: reads and changes it past all endpoints. */
public final class Asana {
    private static final Instant FIRST = Instant.parse("2024-05-06T08:00:00Z");
    private static final List<String> USUAL = List.of(
            "create",
            "rename",
            "describe",
            "comment",
            "comment",
            "edit_comment",
            "complete",
            "assign",
            "tag",
            "schedule",
            "move_section",
            "book_time");

    private final Random chance;
    private final Domain domain = new Domain();
    private final EventLog events;
    private final FieldChanges fields;
    private final Furniture furniture;
    private final StoryChanges stories;
    private final TaskChanges tasks;

    Asana(AsanaSettings settings) {
        chance = new Random(settings.seed());
        events = new EventLog(
                domain, settings.allowance().tokenLife(), settings.allowance().lostEvery());
        fields = new FieldChanges(domain);
        furniture = new Furniture(domain, fields, chance);
        stories = new StoryChanges(domain, events, furniture, chance);
        tasks = new TaskChanges(domain, events, furniture, stories, chance);
        domain.at(FIRST, () -> furniture.workspace(settings.users()));
        long minutes = 0;
        for (int project = 0; project < settings.projects(); project++) {
            domain.at(FIRST.plusSeconds(60 * ++minutes), furniture::project);
            String gid = domain.gids("project").get(project);
            for (int task = 0; task < settings.tasks(); task++) {
                domain.at(FIRST.plusSeconds(60 * (minutes += 19)), () -> task(gid));
            }
        }
    }

    private void task(String project) {
        int kind = chance.nextInt(10);
        String task = kind == 0 ? tasks.createLoose() : tasks.create(project);
        for (String what : List.of(
                "describe",
                "assign",
                "tag",
                "comment",
                "comment",
                "schedule",
                "fill",
                "attach",
                "book_time",
                "edit_comment",
                "complete")) {
            if (chance.nextInt(3) == 0) {
                change(what, task);
            }
        }
        List<String> projects = domain.gids("project");
        if (kind == 1 && projects.size() > 1) {
            tasks.addToProject(task, projects.get(0).equals(project) ? projects.get(1) : projects.get(0));
        }
        String parent = task;
        for (int depth = 0; kind > 6 && depth < kind - 6; depth++) {
            parent = tasks.createSubtask(parent);
        }
        if (kind == 2) {
            tasks.depend(task, Words.pick(domain.gids("task"), chance));
        }
    }

    /** Some change that people make all day; never a deletion. */
    public void changeSomething() {
        domain.at(domain.now(), this::something);
    }

    void changeSomething(Instant then) {
        domain.at(then, this::something);
    }

    Instant now() {
        return domain.now();
    }

    private void something() {
        List<String> all = domain.gids("task");
        if (all.isEmpty()) {
            domain.gids("project").stream().findFirst().ifPresent(tasks::create);
            return;
        }
        String task = Words.pick(all, chance);
        String what = Words.pick(USUAL, chance);
        boolean isIn = !Domain.projects(domain.get("task", task)).isEmpty();
        if (what.equals("create") || what.equals("move_section") && !isIn) {
            tasks.create(Words.pick(domain.gids("project"), chance));
        } else {
            change(what, task);
        }
    }

    /**
     * Does what people do.
     *
     * @param what such as {@code rename} or {@code delete_comment}
     * @param gid the task or, for what is done to a project, the project
     * @return the gid of what was made, else the gid given
     */
    public String change(String what, String gid) {
        // Nobody sees a change half done.
        synchronized (domain) {
            return done(what, gid);
        }
    }

    private String done(String what, String gid) {
        switch (what) {
            case "create" -> {
                return tasks.create(gid);
            }
            case "create_loose" -> {
                return tasks.createLoose();
            }
            case "create_subtask" -> {
                return tasks.createSubtask(gid);
            }
            case "create_project" -> {
                return furniture.project();
            }
            case "comment" -> {
                return stories.comment(gid);
            }
            case "rename_project" -> changeProject(gid, node -> node.put("name", Words.title(chance)));
            case "archive_project" -> changeProject(gid, node -> node.put("archived", true));
            case "rename_section" -> domain.change("section", gid, node -> node.put("name", Words.title(chance)));
            case "update_status" -> updateStatus(gid);
            case "delete_project" -> deleteProject(gid);
            case "hide_project" -> domain.hide(gid, true);
            case "show_project" -> domain.hide(gid, false);
            case "lose_tokens" -> events.loseTokens();
            default -> changeTask(what, gid);
        }
        return gid;
    }

    private void changeTask(String what, String task) {
        switch (what) {
            case "rename" -> tasks.rename(task);
            case "describe" -> tasks.describe(task);
            case "complete" -> tasks.complete(task);
            case "assign" -> tasks.assign(task);
            case "schedule" -> tasks.schedule(task);
            case "tag" -> tasks.tag(task);
            case "fill" -> tasks.fill(task);
            case "attach" -> stories.attach(task);
            case "book_time" -> stories.bookTime(task);
            case "edit_comment" -> stories.editComment(task);
            case "delete_comment" -> stories.deleteComment(task);
            case "move_section" -> tasks.moveSection(task);
            case "remove_from_project" -> tasks.removeFromProject(task);
            case "delete" -> tasks.delete(task);
            default -> throw new IllegalArgumentException("there is no change of kind '" + what + "'");
        }
    }

    /** Gives the next record this gid, and those made after it the ones that follow. */
    public void countFrom(long gid) {
        domain.countFrom(gid);
    }

    /** Puts a task into one more project. */
    public void addToProject(String task, String project) {
        tasks.addToProject(task, project);
    }

    /** Gives a project's tasks one more field; its gid. */
    public String addField(String project, String name, String type) {
        ObjectNode field = fields.make(name, type);
        fields.give(domain.get("project", project), field);
        return Domain.gid(field);
    }

    public void renameField(String field, String name) {
        fields.rename(field, name);
    }

    public void removeField(String field) {
        fields.remove(field);
    }

    private void changeProject(String project, Consumer<ObjectNode> change) {
        domain.change("project", project, change);
        ObjectNode changed = domain.change(
                "project", project, node -> node.put("modified_at", domain.now().toString()));
        events.add(Set.of(project), Domain.gid(furniture.person()), "changed", changed, changed.path("none"));
    }

    private void updateStatus(String project) {
        ObjectNode update = domain.make("status_update", "")
                .put("title", Words.title(chance))
                .put("resource_subtype", "project_status_update")
                .put("text", Words.sentence(chance))
                .put("status_type", "on_track")
                .put("created_at", domain.now().toString())
                .put("modified_at", domain.now().toString());
        update.set("author", furniture.person());
        update.set("parent", Domain.reference(domain.get("project", project)));
        domain.put(update);
    }

    /** Its tasks stay, in no project unless they are in another. */
    private void deleteProject(String project) {
        for (ObjectNode task : domain.every("task", one -> Domain.projects(one).contains(project))) {
            domain.change("task", Domain.gid(task), node -> {
                for (int at = node.path("memberships").size() - 1; at >= 0; at--) {
                    if (Domain.gid(node.at("/memberships/" + at + "/project")).equals(project)) {
                        node.withArray("memberships").remove(at);
                    }
                }
            });
        }
        for (String type : List.of("section", "custom_field_setting", "membership", "status_update")) {
            domain.remove(
                    type,
                    one -> Domain.gid(one.path("project")).equals(project)
                            || Domain.gid(one.path("parent")).equals(project));
        }
        domain.remove("project", one -> Domain.gid(one).equals(project));
    }

    /** The gids of a type, such as {@code task}, in the order they were made. */
    public List<String> gids(String type) {
        return domain.gids(type);
    }

    /** The record itself, others in it as references. */
    public JsonNode truth(String type, String gid) {
        return domain.get(type, gid);
    }

    /** The records of a type that the account may see, others in them as references. */
    public List<ObjectNode> shown(String type) {
        return domain.all(type, record -> true);
    }

    /** How many there are of each type. */
    public Map<String, Long> counts() {
        return domain.counts();
    }

    Domain domain() {
        return domain;
    }

    EventLog events() {
        return events;
    }
}
