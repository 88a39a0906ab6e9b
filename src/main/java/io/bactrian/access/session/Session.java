package io.bactrian.access.session;

import io.bactrian.access.key.Key;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Set;
import java.util.UUID;

/**
 * A browser that a key was turned into a cookie for.
 *
 * @param csrfToken what its page has to send with every change; another site cannot know it
 */
public record Session(UUID id, Key key, String csrfToken) {
    /** Header with which a page proves that a change is its own. */
    public static final String CSRF_HEADER = "X-CSRF-Token";

    private static final Set<String> READING = Set.of("GET", "HEAD");

    /** Whether a request comes from the session's own page, or changes nothing. */
    public boolean admits(HttpServerRequest request) {
        String token = request.getHeader(CSRF_HEADER);
        return isReading(request) || (token != null && MessageDigest.isEqual(bytes(token), bytes(csrfToken)));
    }

    public static boolean isReading(HttpServerRequest request) {
        return READING.contains(request.method().name());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Adds the session to what the server carries of its caller. */
    public JsonObject describe(JsonObject principal) {
        return principal.put("session", id.toString()).put("csrfToken", csrfToken);
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "Session[id=" + id + ", key=" + key + "]";
    }
}
