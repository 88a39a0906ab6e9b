package io.bactrian.api;

import io.bactrian.api.request.RequestBody;
import org.jspecify.annotations.Nullable;

/** The body that answers what a run asks. */
record ConfirmationRequest(@Nullable Boolean accept) {
    static ConfirmationRequest of(byte @Nullable [] body, @Nullable String type) {
        RequestBody.checkType(type);
        return RequestBody.read(body, ConfirmationRequest.class);
    }

    boolean accepted() {
        if (accept == null) {
            throw RequestBody.meaning("/accept", "must be true or false");
        }
        return accept;
    }
}
