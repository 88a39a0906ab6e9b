package io.bactrian.consistency;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * One place where two documents differ.
 *
 * @param pointer JSON pointer of the place; empty for the whole document
 * @param local what this side holds, null when it holds nothing there
 * @param external what the tool holds, null when it holds nothing there
 */
public record Difference(
        String pointer,
        DifferenceKind kind,
        @Nullable JsonNode local,
        @Nullable JsonNode external) {}
