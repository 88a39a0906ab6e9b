package io.bactrian.access;

import io.bactrian.access.key.Key;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Who asks for something, and from where.
 *
 * @param keyId of the key that was presented; null for the service itself and for strangers
 * @param projects whose integrations he may see; null for all. What he may not see does not exist for him.
 * @param requestId under which the request is logged
 * @param address the request came from
 */
public record Caller(
        @Nullable UUID keyId,
        String name,
        Role role,
        @Nullable Set<String> projects,
        String requestId,
        String address) {
    /** The service itself: its timers and the commands that run inside it. */
    public static final Caller SYSTEM = new Caller(null, "bactrian", Role.ADMIN, null, "", "");

    public boolean sees(@Nullable String projectId) {
        return projects == null || (projectId != null && projects.contains(projectId));
    }

    /** The projects he is bound to; empty also for who may see all. */
    public List<String> projectList() {
        return projects == null ? List.of() : projects.stream().sorted().toList();
    }

    /** Who turns out to hold a key. */
    public Caller with(Key key) {
        return new Caller(key.id(), key.name(), key.role(), key.projects(), requestId, address);
    }

    /** What the server carries of somebody without a key, who is let through to what is public. */
    static JsonObject stranger(String address) {
        return new JsonObject()
                .put("name", "")
                .put("role", Role.VIEWER.name())
                .put("address", address)
                .put("projects", new JsonArray());
    }

    /** What the server carries from the access handler to the routes. */
    static JsonObject principal(Key key, String address) {
        JsonObject principal = new JsonObject()
                .put("keyId", key.id().toString())
                .put("name", key.name())
                .put("role", key.role().name())
                .put("address", address);
        return key.projects() == null
                ? principal
                : principal.put(
                        "projects", new JsonArray(key.projects().stream().toList()));
    }

    /** The caller as the access handler described him. */
    public static Caller of(JsonObject principal, String requestId) {
        JsonArray projects = principal.getJsonArray("projects");
        String keyId = principal.getString("keyId");
        return new Caller(
                keyId == null ? null : UUID.fromString(keyId),
                principal.getString("name"),
                Role.valueOf(principal.getString("role")),
                projects == null
                        ? null
                        : projects.stream().map(String::valueOf).collect(Collectors.toUnmodifiableSet()),
                requestId,
                principal.getString("address"));
    }
}
