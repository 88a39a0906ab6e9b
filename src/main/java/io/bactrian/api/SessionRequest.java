package io.bactrian.api;

import io.bactrian.api.request.RequestBody;
import org.jspecify.annotations.Nullable;

/** The body that begins a session. */
record SessionRequest(@Nullable String key) {
    private static final int LONGEST = 200;

    String checked() {
        if (key == null || key.isEmpty()) {
            throw RequestBody.meaning("/key", "is required");
        }
        RequestBody.limit(key, LONGEST, "/key");
        return key;
    }

    /** Without the key, should it ever be logged. */
    @Override
    public String toString() {
        return "SessionRequest";
    }
}
