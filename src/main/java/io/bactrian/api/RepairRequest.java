package io.bactrian.api;

import io.bactrian.api.request.RequestBody;
import org.jspecify.annotations.Nullable;

/** The body that starts a repair; without one it is done, not only told. */
record RepairRequest(@Nullable Boolean dryRun) {
    static RepairRequest of(byte @Nullable [] body, @Nullable String type) {
        if (body == null || body.length == 0) {
            return new RepairRequest(null);
        }
        RequestBody.checkType(type);
        return RequestBody.read(body, RepairRequest.class);
    }

    boolean isDry() {
        return Boolean.TRUE.equals(dryRun);
    }
}
