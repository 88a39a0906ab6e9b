package io.bactrian.event;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened.
 *
 * @param data ids and figures, as JSON
 */
public record Event(
        EventPosition position,
        String type,
        @Nullable UUID integrationId,
        @Nullable String projectId,
        String data,
        Instant at) {}
