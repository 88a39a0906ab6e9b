package io.bactrian.consistency.document;

import java.util.List;

/**
 * What a comparison found.
 *
 * @param confidence equal leaves / leaves compared; 1 exactly when the documents are equal
 * @param compared leaves looked at: values and empty containers that either side holds, and each order that differs
 */
public record Compared(
        boolean equal, double confidence, long compared, List<Difference> differences, List<Conflict> conflicts) {}
