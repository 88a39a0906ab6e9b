package io.bactrian.api.request;

import io.bactrian.failure.FailureCategory;
import io.bactrian.operation.Rejected;
import io.bactrian.operation.Rejected.Mistake;
import io.bactrian.store.ListPosition;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The parameters of a request, read from its query alone: no header can stand in for one, and an unknown one is refused. */
public record Query(Map<String, String> values) {
    private static final int MOST = 200;
    private static final int USUAL = 50;
    private static final int LONGEST = 500;
    private static final int MOST_PARAMETERS = 50;
    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern UUID_TEXT = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    public static Query of(@Nullable String raw, Set<String> known) {
        Map<String, String> values = new HashMap<>();
        String[] pairs = raw == null || raw.isEmpty() ? new String[0] : raw.split("&", MOST_PARAMETERS + 1);
        if (pairs.length > MOST_PARAMETERS) {
            throw bad("", "more than " + MOST_PARAMETERS + " parameters");
        }
        for (String pair : pairs) {
            int equals = pair.indexOf('=');
            String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
            String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
            if (!known.contains(name)) {
                throw bad(
                        name,
                        "unknown parameter; known here: "
                                + known.stream().sorted().toList());
            }
            if (value.length() > LONGEST) {
                throw bad(name, "is longer than " + LONGEST + " characters");
            }
            if (values.put(name, value) != null) {
                throw bad(name, "given more than once");
            }
        }
        return new Query(values);
    }

    /** The id in a path; what is no UUID is the id of nothing. */
    public static UUID path(String what, String text) {
        if (!UUID_TEXT.matcher(text).matches()) {
            throw Rejected.notFound("There is no " + what + " with this id.");
        }
        return UUID.fromString(text);
    }

    /** A name in a path; what no text may hold is the name of nothing. */
    public static String name(String what, String text) {
        if (!Storable.isText(text)) {
            throw Rejected.notFound("There is no " + what + " of this name.");
        }
        return text;
    }

    @Nullable
    public String text(String name) {
        String value = values.get(name);
        return value == null || value.isEmpty() ? null : value;
    }

    @Nullable
    public UUID id(String name) {
        String value = text(name);
        if (value != null && !UUID_TEXT.matcher(value).matches()) {
            throw bad(name, "must be a UUID");
        }
        return value == null ? null : UUID.fromString(value);
    }

    @Nullable
    public String word(String name, Set<String> words) {
        String value = text(name);
        if (value != null && !words.contains(value)) {
            throw bad(name, "must be one of " + words.stream().sorted().toList());
        }
        return value;
    }

    public boolean flag(String name, boolean usual) {
        String value = word(name, Set.of("true", "false"));
        return value == null ? usual : Boolean.parseBoolean(value);
    }

    public int limit() {
        return number("limit", USUAL, 1, MOST);
    }

    public int number(String name, int usual, int least, int most) {
        String value = text(name);
        if (value == null) {
            return usual;
        }
        int number = value.matches("[0-9]{1,9}") ? Integer.parseInt(value) : -1;
        if (number < least || number > most) {
            throw bad(name, "must be a number from " + least + " to " + most);
        }
        return number;
    }

    /** Where the list goes on; null to begin. */
    public @Nullable ListPosition position() {
        return position(text -> ListPosition.read(text).filter(position -> Storable.is(position.createdAt())));
    }

    /** The same in a list of another order. */
    public <T> @Nullable T position(Function<String, Optional<T>> read) {
        String next = text("next");
        return next == null ? null : read.apply(next).orElseThrow(() -> bad("next", "is not one that was given out"));
    }

    public @Nullable Instant instant(String name) {
        String value = text(name);
        try {
            return value == null ? null : Storable.checked(Instant.parse(value));
        } catch (DateTimeException noInstant) {
            throw bad(name, "must be an instant such as 2030-01-01T00:00:00Z");
        }
    }

    /** An instant, or the begin of a day (UTC). */
    public @Nullable Instant begin(String name) {
        String value = text(name);
        if (value == null || !DAY.matcher(value).matches()) {
            return instant(name);
        }
        try {
            return Storable.checked(
                    LocalDate.parse(value).atStartOfDay(ZoneOffset.UTC).toInstant());
        } catch (DateTimeException noDay) {
            throw bad(name, "must be a day such as 2030-01-31");
        }
    }

    /** A number of a row that was given out; null to begin. */
    public @Nullable Long row(String name) {
        String value = text(name);
        if (value != null && !value.matches("[0-9]{1,18}")) {
            throw bad(name, "is not one that was given out");
        }
        return value == null ? null : Long.valueOf(value);
    }

    private static String decoded(String text) {
        try {
            String decoded = URLDecoder.decode(text, StandardCharsets.UTF_8);
            if (Storable.isText(decoded)) {
                return decoded;
            }
        } catch (IllegalArgumentException broken) {
            throw bad("", "is not percent-encoded as it must be");
        }
        throw bad("", "holds a character that no text may hold");
    }

    /** What is wrong with a parameter. */
    public static Rejected bad(String name, String detail) {
        return new Rejected(
                400,
                FailureCategory.INVALID_DATA,
                "The query of the request is wrong.",
                List.of(new Mistake("?" + name, detail)));
    }
}
