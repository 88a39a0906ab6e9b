package io.bactrian.api;

import io.bactrian.api.request.RequestBody;
import org.jspecify.annotations.Nullable;

/** The body that brings an earlier version back. */
record RollbackRequest(@Nullable Long revision) {
    long checked() {
        if (revision == null) {
            throw RequestBody.meaning("/revision", "is required: the number of an earlier version");
        }
        return revision;
    }
}
