package io.bactrian.simulate.asana;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.simulate.Words;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/** What people add to tasks: comments, files, booked time; and what Asana writes down of them. */
final class StoryChanges {
    private final Domain domain;
    private final EventLog events;
    private final Furniture furniture;
    private final Random chance;

    StoryChanges(Domain domain, EventLog events, Furniture furniture, Random chance) {
        this.domain = domain;
        this.events = events;
        this.furniture = furniture;
        this.chance = chance;
    }

    String comment(String task) {
        String text = Words.sentence(chance);
        String story = story(domain.get("task", task), "comment", "comment_added", text);
        modified(task);
        return story;
    }

    /** Edits the first comment of a task; without one, writes it. */
    void editComment(String task) {
        List<ObjectNode> comments = comments(task);
        if (comments.isEmpty()) {
            comment(task);
            return;
        }
        String text = Words.sentence(chance) + " (edited)";
        ObjectNode edited = domain.change(
                "story",
                Domain.gid(comments.get(0)),
                node -> node.put("text", text)
                        .put("html_text", "<body>" + text + "</body>")
                        .put("is_edited", true));
        tellOf(domain.get("task", task), "changed", edited);
    }

    void deleteComment(String task) {
        comments(task).stream().findFirst().ifPresent(comment -> {
            domain.remove("story", story -> Domain.gid(story).equals(Domain.gid(comment)));
            tellOf(domain.get("task", task), "deleted", comment);
        });
    }

    /** Events tell of no file and of no time. */
    void attach(String task) {
        ObjectNode file = domain.make("attachment", Words.title(chance).toLowerCase(Locale.ROOT) + ".pdf")
                .put("resource_subtype", "asana")
                .put("created_at", domain.now().toString())
                .put("host", "asana")
                .put("size", chance.nextInt(100_000));
        file.set("parent", Domain.reference(domain.get("task", task)));
        domain.put(file);
        modified(task);
    }

    void bookTime(String task) {
        ObjectNode entry = domain.make("time_tracking_entry", "")
                .put("duration_minutes", 5 + chance.nextInt(120))
                .put("entered_on", domain.now().toString().substring(0, 10))
                .put("created_at", domain.now().toString());
        entry.set("created_by", furniture.person());
        entry.set("task", Domain.reference(domain.get("task", task)));
        domain.put(entry);
    }

    private List<ObjectNode> comments(String task) {
        domain.get("task", task);
        return domain.every(
                "story",
                story -> isOf(story, "target", task)
                        && story.path("type").asText().equals("comment"));
    }

    void system(ObjectNode task, String subtype, String text) {
        story(task, "system", subtype, text);
    }

    private String story(ObjectNode task, String type, String subtype, String text) {
        ObjectNode story = domain.make("story", "")
                .put("type", type)
                .put("resource_subtype", subtype)
                .put("text", text)
                .put("html_text", "<body>" + text + "</body>")
                .put("is_edited", false)
                .put("is_pinned", false)
                .put("created_at", domain.now().toString());
        story.set("created_by", furniture.person());
        story.set("target", Domain.reference(task));
        domain.put(story);
        tellOf(task, "added", story);
        return Domain.gid(story);
    }

    /** What happens to a story reaches its task and the projects of that. */
    private void tellOf(ObjectNode task, String action, ObjectNode story) {
        events.add(told(task), Domain.gid(furniture.person()), action, story, task);
    }

    /** A subtask reaches its parent, but no project. */
    static Set<String> told(ObjectNode task) {
        Set<String> resources = new TreeSet<>(Domain.projects(task));
        resources.add(Domain.gid(task));
        resources.add(Domain.gid(task.path("parent")));
        return resources;
    }

    static boolean isOf(JsonNode record, String field, String gid) {
        return Domain.gid(record.path(field)).equals(gid);
    }

    private void modified(String task) {
        domain.change("task", task, node -> node.put("modified_at", domain.now().toString()));
    }
}
