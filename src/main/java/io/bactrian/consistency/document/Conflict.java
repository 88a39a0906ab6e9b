package io.bactrian.consistency.document;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** One place that both sides changed, each in its own way; a side that holds nothing there is null. */
public record Conflict(
        String pointer,
        @Nullable JsonNode base,
        @Nullable JsonNode local,
        @Nullable JsonNode external) {}
