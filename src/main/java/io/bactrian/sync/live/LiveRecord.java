package io.bactrian.sync.live;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.bactrian.failure.ToolFailure;
import io.bactrian.sync.live.Freshness.Failure;
import io.bactrian.sync.live.Freshness.Source;
import io.bactrian.sync.live.Freshness.Stored;
import io.bactrian.sync.live.RecordLook.Found;
import io.bactrian.sync.mirror.MirroredRecord;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record that was asked for live, in the form of its copy.
 *
 * @param syncedAt when it was read: just now from the tool, or when the copy was stored
 * @param ageSeconds since then
 */
public record LiveRecord(
        String stream,
        String externalId,
        String absence,
        @Nullable Instant changedAt,
        Instant syncedAt,
        long ageSeconds,
        @JsonRawValue String raw,
        Freshness fresh) {
    static LiveRecord live(LiveRequest request, Found found, @Nullable MirroredRecord copy, Instant askedAt) {
        return new LiveRecord(
                request.stream(),
                request.externalId(),
                MirroredRecord.PRESENT,
                found.changedAt(),
                askedAt,
                0,
                found.raw(),
                new Freshness(
                        Source.TOOL,
                        askedAt,
                        Stored.of(copy, found.differences()),
                        copy == null ? null : copy.syncedAt(),
                        found.differences(),
                        null));
    }

    static LiveRecord copy(MirroredRecord copy, ToolFailure why, Instant askedAt, Instant now) {
        return new LiveRecord(
                copy.stream(),
                copy.externalId(),
                copy.absence(),
                copy.changedAt(),
                copy.syncedAt(),
                copy.ageSeconds(),
                copy.raw(),
                new Freshness(Source.COPY, askedAt, null, copy.syncedAt(), List.of(), Failure.of(why, now)));
    }
}
