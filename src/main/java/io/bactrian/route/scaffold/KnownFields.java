package io.bactrian.route.scaffold;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The names of a record's fields, and what names like these mean nearly everywhere. */
record KnownFields(Set<String> names) {
    private static final List<String> IDS = List.of("id", "gid", "uuid", "_id", "key", "number", "code");
    private static final List<String> CHANGED = List.of(
            "updated_at",
            "updatedAt",
            "updated",
            "modified_at",
            "modifiedAt",
            "modified",
            "last_modified",
            "changed_at");
    private static final Map<String, Set<String>> ENTITIES = Map.of(
            "items", Set.of("items", "issues", "tickets", "tasks", "cards", "stories", "requests"),
            "projects", Set.of("projects", "boards", "repositories", "spaces"),
            "people", Set.of("people", "users", "members", "agents", "contacts"),
            "comments", Set.of("comments", "notes", "replies"),
            "labels", Set.of("labels", "tags"));

    /** By entity: column to the names that it goes by. */
    private static final Map<String, Map<String, List<String>>> COLUMNS = Map.of(
            "items",
                    Map.of(
                            "title", List.of("title", "subject", "summary", "name"),
                            "description", List.of("description", "body"),
                            "status", List.of("status", "state"),
                            "created_at", List.of("created_at", "createdAt", "created"),
                            "changed_at", CHANGED),
            "projects", Map.of("name", List.of("name", "title"), "key", List.of("key", "slug")),
            "people",
                    Map.of("name", List.of("name", "display_name", "displayName", "login"), "email", List.of("email")),
            "comments", Map.of("text", List.of("text", "body", "content", "comment")),
            "labels", Map.of("name", List.of("name", "title")));

    /** Pointer to the id; that of a field {@code id}, whether there is one or not, when nothing looks like one. */
    String id() {
        return first(IDS).orElse("/id");
    }

    @Nullable
    String changed() {
        return first(CHANGED).orElse(null);
    }

    /** The canonical table that a stream of this name fills; null when none is known, or no column of it. */
    @Nullable
    String entity(String stream) {
        return ENTITIES.entrySet().stream()
                .filter(entity -> entity.getValue().contains(stream))
                .map(Map.Entry::getKey)
                .filter(entity -> !columns(entity).isEmpty())
                .findFirst()
                .orElse(null);
    }

    ObjectNode columns(String entity) {
        ObjectNode columns = JsonNodeFactory.instance.objectNode();
        COLUMNS.getOrDefault(entity, Map.of()).entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(
                        column -> first(column.getValue()).ifPresent(pointer -> columns.put(column.getKey(), pointer)));
        return columns;
    }

    private Optional<String> first(List<String> wanted) {
        return wanted.stream().filter(names::contains).map(name -> "/" + name).findFirst();
    }
}
