package io.bactrian.api;

import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.UUID;

/** The session a request came by. */
record SessionView(UUID id, String csrfToken) {
    /** The session as the access handler described it; empty for a request by key. */
    static Optional<SessionView> of(JsonObject principal) {
        return Optional.ofNullable(principal.getString("session"))
                .map(id -> new SessionView(UUID.fromString(id), principal.getString("csrfToken")));
    }
}
