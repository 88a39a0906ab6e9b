package io.bactrian.operation;

import io.bactrian.failure.FailureCategory;
import java.util.List;

/** A request that cannot be met, with the HTTP status it deserves, the category and every mistake found. */
public final class Rejected extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final FailureCategory category;
    private final transient List<Mistake> mistakes;

    public Rejected(int status, FailureCategory category, String detail, List<Mistake> mistakes) {
        super(detail);
        this.status = status;
        this.category = category;
        this.mistakes = List.copyOf(mistakes);
    }

    public static Rejected notFound(String what) {
        return new Rejected(404, FailureCategory.NOT_FOUND, what, List.of());
    }

    public static Rejected invalid(String detail, List<Mistake> mistakes) {
        return new Rejected(422, FailureCategory.INVALID_DATA, detail, mistakes);
    }

    public int status() {
        return status;
    }

    public FailureCategory category() {
        return category;
    }

    public List<Mistake> mistakes() {
        return mistakes;
    }

    /** One mistake in a request: where, and what is wrong there. */
    public record Mistake(String pointer, String detail) {}
}
