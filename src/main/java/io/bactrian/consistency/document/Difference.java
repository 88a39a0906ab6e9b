package io.bactrian.consistency.document;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.bactrian.consistency.DifferenceKind;
import org.jspecify.annotations.Nullable;

/**
 * One place where two documents differ.
 *
 * @param pointer JSON pointer of the place, in the local document where it has that place; empty for the whole document
 * @param local what this side holds, null when it holds nothing there
 * @param external what the tool holds, null when it holds nothing there
 * @param changed which side left the common base; null without one
 */
public record Difference(
        String pointer,
        DifferenceKind kind,
        @Nullable JsonNode local,
        @Nullable JsonNode external,
        Severity severity,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Change changed) {
    static Difference of(String pointer, DifferenceKind kind, Sides sides, @Nullable Change changed) {
        Severity severity = Severity.of(kind, sides.local(), sides.external());
        return new Difference(pointer, kind, sides.local(), sides.external(), severity, changed);
    }

    /** A whole record that only one side has. */
    public static Difference ofRecord(DifferenceKind kind) {
        return new Difference("", kind, null, null, Severity.HIGH, null);
    }
}
