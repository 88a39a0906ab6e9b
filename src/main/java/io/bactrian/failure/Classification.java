package io.bactrian.failure;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Gives every error its category. */
public final class Classification {
    private Classification() {}

    /** The failure an error is, or was caused by; what nobody foresaw is unexpected and told without its details. */
    public static ToolFailure of(Throwable thrown) {
        return find(thrown, ToolFailure.class).orElseGet(() -> foreign(thrown));
    }

    private static ToolFailure foreign(Throwable thrown) {
        for (Throwable cause : causes(thrown)) {
            String name = cause.getClass().getName();
            if (name.startsWith("java.sql.") || name.startsWith("org.postgresql.") || name.startsWith("org.jdbi.")) {
                return ToolFailure.of(
                        FailureCategory.STORAGE, "the database refused or could not be reached", 0, null, thrown);
            }
        }
        return ToolFailure.of(
                FailureCategory.UNEXPECTED, "an unexpected error; the log has the details", 0, null, thrown);
    }

    /** The first of a kind among an error and its causes. */
    public static <T extends Throwable> Optional<T> find(Throwable thrown, Class<T> type) {
        return causes(thrown).stream().filter(type::isInstance).map(type::cast).findFirst();
    }

    private static Set<Throwable> causes(Throwable thrown) {
        Set<Throwable> causes = new LinkedHashSet<>();
        @Nullable Throwable cause = thrown;
        while (cause != null && causes.add(cause)) {
            cause = cause.getCause();
        }
        return causes;
    }
}
