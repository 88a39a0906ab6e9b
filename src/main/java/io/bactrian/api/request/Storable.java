package io.bactrian.api.request;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/** What the database can hold: it refuses the character NUL, halves of surrogate pairs, and times out of all reason. */
final class Storable {
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    private Storable() {}

    static boolean is(Instant instant) {
        return !instant.isBefore(FIRST) && !instant.isAfter(LAST);
    }

    static Instant checked(Instant instant) {
        if (!is(instant)) {
            throw new DateTimeException("out of range");
        }
        return instant;
    }

    static boolean isText(String text) {
        return text.codePoints()
                .noneMatch(character -> character == 0
                        || (character <= Character.MAX_VALUE && Character.isSurrogate((char) character)));
    }

    /** The pointer of the first text that cannot be stored. */
    static Optional<String> unstorable(JsonNode node, String pointer) {
        if (node.isTextual()) {
            return isText(node.textValue()) ? Optional.empty() : Optional.of(pointer);
        }
        if (node.isArray()) {
            for (int index = 0; index < node.size(); index++) {
                Optional<String> found = unstorable(node.get(index), pointer + "/" + index);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return node.properties().stream()
                .map(field -> isText(field.getKey())
                        ? unstorable(field.getValue(), pointer + "/" + escaped(field.getKey()))
                        : Optional.of(pointer))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** A name as a step of a pointer. */
    static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
