package io.bactrian.validation;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.bactrian.store.ListPosition;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A difference between what is stored and what the tool holds.
 *
 * @param parentId the record it is embedded in; null when it stands for itself
 * @param pointer where in the record; empty for the whole of it
 * @param local what is stored there, as JSON; null when nothing is
 * @param external what the tool holds there, as JSON; null when nothing is
 * @param supersededAt when a later run found the record different again, and said how
 * @param resolvedAt when a later look found no difference in the record any more
 */
public record Inconsistency(
        long id,
        UUID runId,
        UUID integrationId,
        String stream,
        String externalId,
        @Nullable String parentId,
        String pointer,
        String kind,
        String severity,
        @JsonRawValue @Nullable String local,
        @JsonRawValue @Nullable String external,
        Instant notedAt,
        @Nullable Instant supersededAt,
        @Nullable Instant resolvedAt) {
    /** Where a list goes on after this one. */
    public ListPosition position() {
        return new ListPosition(notedAt, new UUID(0, id));
    }
}
