package io.bactrian.operation;

import io.bactrian.failure.FailureCategory;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A request that cannot be met, with the HTTP status it deserves, the category and every mistake found. */
public final class Rejected extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final FailureCategory category;
    private final transient List<Mistake> mistakes;
    private final @Nullable String wayOut;
    private final @Nullable Duration retryAfter;

    public Rejected(int status, FailureCategory category, String detail, List<Mistake> mistakes) {
        this(status, category, detail, mistakes, null, null);
    }

    private Rejected(
            int status,
            FailureCategory category,
            String detail,
            List<Mistake> mistakes,
            @Nullable String wayOut,
            @Nullable Duration retryAfter) {
        super(detail);
        this.wayOut = wayOut;
        this.retryAfter = retryAfter;
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

    /** With a way out of its own in the place of the category's. */
    public Rejected wayOut(String own) {
        return new Rejected(status, category, String.valueOf(getMessage()), mistakes, own, retryAfter);
    }

    /** May go well after a while. */
    public Rejected retryAfter(Duration wait) {
        return new Rejected(status, category, String.valueOf(getMessage()), mistakes, wayOut, wait);
    }

    public Optional<String> wayOut() {
        return Optional.ofNullable(wayOut);
    }

    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
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
