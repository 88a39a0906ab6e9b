package io.bactrian.api;

import io.bactrian.access.CallLimits;
import io.bactrian.access.Caller;
import io.bactrian.access.Role;
import io.bactrian.connection.Integration;
import io.bactrian.failure.FailureCategory;
import io.bactrian.operation.LiveRecords;
import io.bactrian.operation.Rejected;
import io.bactrian.sync.live.LiveRecord;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Lets records be read live by whoever may spend what a tool allows, and by nobody as often as he likes. */
public final class LiveReader {
    private final LiveRecords records;
    private final CallLimits limits;
    private final RefusedChanges refused;

    /** @param limits how often each key may read live */
    public LiveReader(LiveRecords records, CallLimits limits, RefusedChanges refused) {
        this.records = records;
        this.limits = limits;
        this.refused = refused;
    }

    LiveRecord read(Caller caller, Integration integration, String stream, String externalId) {
        if (!caller.role().includes(Role.OPERATOR)) {
            refused.note(caller, "readLive", integration.id().toString(), FailureCategory.PERMISSION.word());
            throw new Rejected(
                            403,
                            FailureCategory.PERMISSION,
                            "To read live spends what the tool allows: it needs the role operator.",
                            List.of())
                    .wayOut("Use a key with the role operator or a higher one, or ask without fresh.");
        }
        Optional<Duration> wait = limits.take(String.valueOf(caller.keyId()));
        if (wait.isPresent()) {
            throw new Rejected(429, FailureCategory.RATE_LIMIT, "More live reads came than are allowed.", List.of())
                    .wayOut("Call again after Retry-After, or without fresh; the limit is limits.live-per-minute.")
                    .retryAfter(wait.get());
        }
        return records.read(integration, stream, externalId);
    }
}
