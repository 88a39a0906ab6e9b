package io.bactrian.api;

import io.bactrian.api.request.RequestBody;
import org.jspecify.annotations.Nullable;

/** The body that brings a version of a file. */
record RouteRequest(@Nullable String content) {
    private static final int LONGEST = 256 * 1024;

    String checked() {
        if (content == null || content.isBlank() || content.length() > LONGEST) {
            throw RequestBody.meaning("/content", "is required, with at most " + LONGEST + " characters");
        }
        return content;
    }
}
