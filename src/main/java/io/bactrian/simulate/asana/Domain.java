package io.bactrian.simulate.asana;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.simulate.Json;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The truth of a simulated Asana: records by type and gid, in the order they were made. A record that was handed out never changes; a
 * change replaces it. Other records stand in a record as {@code {gid, resource_type}}.
 */
final class Domain {
    private final Clock clock = Clock.systemUTC();
    private final Map<String, Map<String, ObjectNode>> types = new TreeMap<>();
    private final Set<String> hidden = new TreeSet<>();
    private long made = 1_200_000_000_000_000L;
    private @Nullable Instant replayed;

    synchronized Instant now() {
        return replayed == null ? clock.instant().truncatedTo(ChronoUnit.MILLIS) : replayed;
    }

    /** Lets a change happen at an instant of the past. */
    synchronized void at(Instant then, Runnable change) {
        replayed = then;
        try {
            change.run();
        } finally {
            replayed = null;
        }
    }

    synchronized void countFrom(long gid) {
        made = gid - 1;
    }

    /** A record of a type with nothing but what each has. */
    synchronized ObjectNode make(String type, String name) {
        ObjectNode record = Json.object().put("gid", Long.toString(++made)).put("resource_type", type);
        return name.isEmpty() ? record : record.put("name", name);
    }

    synchronized ObjectNode put(ObjectNode record) {
        if (type(record).equals("task")) {
            ArrayNode projects = record.putArray("projects");
            record.path("memberships").forEach(membership -> projects.add(membership.path("project")));
        }
        records(type(record)).put(gid(record), record);
        return record;
    }

    synchronized ObjectNode change(String type, String gid, Consumer<ObjectNode> change) {
        ObjectNode record = get(type, gid).deepCopy();
        change.accept(record);
        return put(record);
    }

    synchronized void remove(String type, Predicate<ObjectNode> which) {
        records(type).values().removeIf(which);
    }

    synchronized boolean has(String type, String gid) {
        return records(type).containsKey(gid);
    }

    synchronized ObjectNode get(String type, String gid) {
        ObjectNode record = records(type).get(gid);
        if (record == null) {
            throw new IllegalArgumentException("there is no " + type + " " + gid);
        }
        return record;
    }

    /** The record, unless nobody may see it. */
    ObjectNode visible(String type, String gid) {
        if (!has(type, gid)) {
            throw Refusal.notFound(type, gid);
        }
        ObjectNode record = get(type, gid);
        if (isHidden(record)) {
            throw new Refusal(403, "You do not have access to this " + type + ".");
        }
        return record;
    }

    /** Those that may be seen. */
    synchronized List<ObjectNode> all(String type, Predicate<ObjectNode> which) {
        return every(type, which.and(record -> !isHidden(record)));
    }

    /** Those that may be seen of what belongs to a record, which they name in a field. */
    List<ObjectNode> of(String type, String field, String gid) {
        return all(type, record -> gid(record.path(field)).equals(gid));
    }

    /** Whether or not they may be seen, as their people see them. */
    synchronized List<ObjectNode> every(String type, Predicate<ObjectNode> which) {
        return records(type).values().stream().filter(which).toList();
    }

    /** Everything that belongs to a record, as its people see it. */
    List<ObjectNode> everyOf(String type, String field, String gid) {
        return every(type, record -> gid(record.path(field)).equals(gid));
    }

    synchronized List<String> gids(String type) {
        return new ArrayList<>(records(type).keySet());
    }

    synchronized Map<String, Long> counts() {
        Map<String, Long> counts = new TreeMap<>();
        types.forEach((type, records) -> counts.put(type, (long) records.size()));
        return counts;
    }

    synchronized void hide(String project, boolean isHidden) {
        if (isHidden) {
            hidden.add(project);
        } else {
            hidden.remove(project);
        }
    }

    /** A project may be hidden, and with it a section, a task that is in no other project, and what is below such a task. */
    private synchronized boolean isHidden(ObjectNode record) {
        if (hidden.isEmpty()) {
            return false;
        }
        return switch (type(record)) {
            case "project" -> hidden.contains(gid(record));
            case "section" -> hidden.contains(gid(record.path("project")));
            case "task" -> {
                List<String> projects = projects(record);
                ObjectNode parent = records("task").get(gid(record.path("parent")));
                yield projects.isEmpty() ? parent != null && isHidden(parent) : hidden.containsAll(projects);
            }
            default -> false;
        };
    }

    static List<String> projects(JsonNode task) {
        List<String> projects = new ArrayList<>();
        task.path("memberships").forEach(membership -> projects.add(gid(membership.path("project"))));
        return projects;
    }

    static String gid(JsonNode record) {
        return record.path("gid").asText();
    }

    static String type(JsonNode record) {
        return record.path("resource_type").asText();
    }

    /** How a record stands in others. */
    static ObjectNode reference(JsonNode record) {
        return Json.object().put("gid", gid(record)).put("resource_type", type(record));
    }

    private Map<String, ObjectNode> records(String type) {
        return types.computeIfAbsent(type, key -> new LinkedHashMap<>());
    }
}
