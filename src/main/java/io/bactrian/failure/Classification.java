package io.bactrian.failure;

import io.bactrian.store.SqlRefusal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Gives every error its category. */
public final class Classification {
    /** The first that fits counts: a timeout of the database is the database's. */
    private static final Map<Pattern, FailureCategory> NAMES = names();

    private Classification() {}

    private static Map<Pattern, FailureCategory> names() {
        Map<Pattern, FailureCategory> names = new LinkedHashMap<>();
        names.put(Pattern.compile("^(java\\.sql|org\\.postgresql|org\\.jdbi)\\.|SQL"), FailureCategory.STORAGE);
        names.put(Pattern.compile("(?i)time.?out|timed.?out"), FailureCategory.TIMEOUT);
        names.put(
                Pattern.compile(
                        "UnknownHost|ConnectException|SocketException|NoRouteToHost|SSL|ECONN|ENOTFOUND|EAI_|EPIPE"),
                FailureCategory.NETWORK);
        names.put(
                Pattern.compile("JsonProcessing|JsonParse|JSONDecodeError|SyntaxError|MalformedInput|Unparsable"),
                FailureCategory.INVALID_DATA);
        return names;
    }

    /** The failure an error is, or was caused by; what nobody foresaw is unexpected and told without its details. */
    public static ToolFailure of(Throwable thrown) {
        return find(thrown, ToolFailure.class).orElseGet(() -> foreign(thrown));
    }

    private static ToolFailure foreign(Throwable thrown) {
        for (Throwable cause : causes(thrown)) {
            Optional<FailureCategory> known = byName(cause.getClass().getName());
            if (known.isPresent()) {
                return ToolFailure.of(known.get(), told(known.get()) + refusal(thrown), 0, null, thrown);
            }
        }
        return ToolFailure.of(FailureCategory.UNEXPECTED, told(FailureCategory.UNEXPECTED), 0, null, thrown);
    }

    /** What may be told of it: no value of a row is in it. */
    private static String refusal(Throwable thrown) {
        return SqlRefusal.told(thrown).map(": "::concat).orElse("");
    }

    /** Nothing of what a foreign exception says, which may quote anything. */
    private static String told(FailureCategory category) {
        return switch (category) {
            case STORAGE -> "the database refused or could not be reached";
            case TIMEOUT -> "no whole answer came in time";
            case NETWORK -> "the connection was refused or broke off";
            case INVALID_DATA -> "what came cannot be read";
            case AUTHENTICATION, PERMISSION, RATE_LIMIT, TOOL_OUTAGE, NOT_FOUND, CONFIGURATION, UNEXPECTED ->
                "an unexpected error; the log has the details";
        };
    }

    /** The category of an error by the name of its class, its code, or the category itself. */
    public static Optional<FailureCategory> byName(@Nullable String name) {
        if (name == null) {
            return Optional.empty();
        }
        return Arrays.stream(FailureCategory.values())
                .filter(category -> category.word().equalsIgnoreCase(name))
                .findFirst()
                .or(() -> NAMES.entrySet().stream()
                        .filter(pattern -> pattern.getKey().matcher(name).find())
                        .map(Map.Entry::getValue)
                        .findFirst());
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
