package io.bactrian.sync.mirror;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A record as it was when it was last stored.
 *
 * @param absence {@code present}, or in what way it is not there any more
 * @param changedAt when the tool says that it changed; null when it does not say
 * @param ageSeconds since it was stored; what has not changed since is not stored again
 */
public record MirroredRecord(
        String stream,
        String externalId,
        String absence,
        @Nullable Instant changedAt,
        Instant syncedAt,
        long ageSeconds,
        @JsonRawValue String raw) {
    /** The absence of what is there. */
    public static final String PRESENT = "present";

    @JsonIgnore
    public boolean isPresent() {
        return absence.equals(PRESENT);
    }
}
