package io.bactrian.api;

import io.bactrian.api.request.RequestBody;
import io.bactrian.run.SyncMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The body that starts a sync; without one everything that changed is read. */
record SyncRequest(@Nullable String mode, @Nullable List<String> streams) {
    private static final int LONGEST_NAME = 200;

    static SyncRequest of(byte @Nullable [] body, @Nullable String type) {
        if (body == null || body.length == 0) {
            return new SyncRequest(null, null);
        }
        RequestBody.checkType(type);
        return RequestBody.read(body, SyncRequest.class);
    }

    SyncMode syncMode() {
        if (mode == null || mode.equals(SyncMode.INCREMENTAL.word())) {
            return SyncMode.INCREMENTAL;
        }
        if (mode.equals(SyncMode.FULL.word())) {
            return SyncMode.FULL;
        }
        throw RequestBody.meaning("/mode", "must be incremental or full");
    }

    List<String> chosen() {
        if (streams == null) {
            return List.of();
        }
        for (int index = 0; index < streams.size(); index++) {
            if (streams.get(index) == null) {
                throw RequestBody.meaning("/streams/" + index, "must be text");
            }
            RequestBody.limit(streams.get(index), LONGEST_NAME, "/streams/" + index);
        }
        return List.copyOf(streams);
    }
}
