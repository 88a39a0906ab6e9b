package io.bactrian.validation;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which inconsistencies to list; null matches any.
 *
 * @param open whether they are neither superseded nor resolved
 */
public record InconsistencyFilter(
        @Nullable UUID integrationId,
        @Nullable String kind,
        @Nullable String stream,
        @Nullable Boolean open) {}
