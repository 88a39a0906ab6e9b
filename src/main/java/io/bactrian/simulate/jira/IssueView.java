package io.bactrian.simulate.jira;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.simulate.Json;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** How much of an issue an answer shows; of comments, worklogs and changelog never more than Jira embeds. */
final class IssueView {

    private static final int CHILDREN = 20;
    private static final int HISTORIES = 40;
    private static final Set<String> NOT_NAVIGABLE = Set.of("comment", "worklog", "attachment", "timetracking");

    private final List<String> fields;
    private final boolean changelog;
    private final boolean ofServer;

    IssueView(List<String> fields, boolean changelog) {
        this(fields, changelog, false);
    }

    private IssueView(List<String> fields, boolean changelog, boolean ofServer) {
        this.fields = fields;
        this.changelog = changelog;
        this.ofServer = ofServer;
    }

    /** A Data Center shows all comments and changes, and the first worklogs only. */
    static IssueView ofServer(List<String> fields, boolean changelog) {
        return new IssueView(fields, changelog, true);
    }

    static IssueView all() {
        return new IssueView(List.of("*all"), true);
    }

    static List<String> list(String text) {
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    /** Whether nothing but ids and keys is asked for, which allows long pages. */
    boolean small() {
        return !changelog && fields.stream().allMatch(field -> field.equals("id") || field.equals("key"));
    }

    ObjectNode shortened(long id, String key, String address) {
        ObjectNode shown = Json.object().put("id", String.valueOf(id));
        return fields.contains("key") ? shown.put("key", key).put("self", address + "/rest/api/3/issue/" + id) : shown;
    }

    /** Whether everything is asked for, as when issues are copied whole. */
    boolean whole() {
        return changelog && fields.equals(List.of("*all"));
    }

    ObjectNode render(ObjectNode document) {
        ObjectNode shown = Json.object();
        for (String name : List.of("expand", "id", "self", "key")) {
            shown.set(name, document.get(name));
        }
        if (changelog) {
            shown.set("changelog", histories(document.at("/changelog/histories")));
        }
        ObjectNode selected = shown.putObject("fields");
        document.path("fields").properties().forEach(field -> {
            if (shows(field.getKey())) {
                selected.set(field.getKey(), embedded(field.getKey(), field.getValue()));
            }
        });
        return shown;
    }

    private boolean shows(String field) {
        return !fields.contains("-" + field)
                && (fields.contains(field)
                        || fields.contains("*all")
                        || fields.contains("*navigable") && !NOT_NAVIGABLE.contains(field));
    }

    private JsonNode embedded(String name, JsonNode value) {
        return switch (name) {
            case "comment" -> oldest(value, "comments", ofServer ? Integer.MAX_VALUE : CHILDREN);
            case "worklog" -> oldest(value, "worklogs", CHILDREN);
            default -> value;
        };
    }

    private static ObjectNode oldest(JsonNode block, String name, int most) {
        ArrayNode first = Json.array();
        JsonNode all = block.path(name);
        for (int at = 0; at < Math.min(most, all.size()); at++) {
            first.add(all.get(at));
        }
        return Json.object()
                .put("startAt", 0)
                .put("maxResults", "worklogs".equals(name) ? CHILDREN : first.size())
                .put("total", all.size())
                .set(name, first);
    }

    private ObjectNode histories(JsonNode all) {
        return ofServer
                ? Json.object()
                        .put("startAt", 0)
                        .put("maxResults", all.size())
                        .put("total", all.size())
                        .set("histories", all)
                : newest(all);
    }

    private static ObjectNode newest(JsonNode histories) {
        ArrayNode last = Json.array();
        int total = histories.size();
        for (int at = total - 1; at >= Math.max(0, total - HISTORIES); at--) {
            last.add(histories.get(at));
        }
        return Json.object()
                .put("startAt", 0)
                .put("maxResults", last.size())
                .put("total", total)
                .set("histories", last);
    }
}
