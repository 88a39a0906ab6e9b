package io.bactrian.consistency.document;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Typed comparison of JSON documents, place by place: numbers by value, instants by the moment they name, text as Unicode
 * equates it, members in any order, array elements by their {@code id} or {@code key} where all have one and in their order
 * otherwise.
 */
public final class Comparison {
    private final ComparisonOptions options;
    private final Rules rules;

    private Comparison(ComparisonOptions options) {
        this.options = options;
        this.rules = Rules.of(options);
    }

    public static Comparison complete() {
        return with(ComparisonOptions.STRICT);
    }

    /** @param pointers places left out on both sides; a {@code *} step stands for every element of an array */
    public static Comparison ignoring(List<String> pointers) {
        return with(ComparisonOptions.ignoring(pointers));
    }

    public static Comparison with(ComparisonOptions options) {
        return new Comparison(options);
    }

    /** Every difference; empty when the documents are equal. */
    public List<Difference> differences(JsonNode local, JsonNode external) {
        return compare(local, external).differences();
    }

    public Compared compare(JsonNode local, JsonNode external) {
        return compare(local, external, null);
    }

    /**
     * @param base what both sides once agreed on; with it each difference says who changed, and where both did is a conflict
     * @throws TooDeep when a document is nested deeper than {@link Documents#DEEPEST}
     */
    public Compared compare(JsonNode local, JsonNode external, @Nullable JsonNode base) {
        Sides sides = new Sides(
                Documents.checked(local), Documents.checked(external), base == null ? null : Documents.checked(base));
        Fingerprints fingerprints = new Fingerprints(options.nullIsAbsent());
        Comparing comparing = new Comparing(options.nullIsAbsent(), base != null, fingerprints);
        comparing.compare(Pointer.ROOT, sides, rules);
        return comparing.result();
    }
}
