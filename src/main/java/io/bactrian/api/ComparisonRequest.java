package io.bactrian.api;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.bactrian.api.request.RequestBody;
import io.bactrian.consistency.document.Compared;
import io.bactrian.consistency.document.Comparison;
import io.bactrian.consistency.document.ComparisonOptions;
import io.bactrian.consistency.document.TooDeep;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The body that compares documents. */
record ComparisonRequest(
        @Nullable JsonNode local,
        @Nullable JsonNode external,
        @Nullable JsonNode base,
        @Nullable Options options) {
    private static final int LONGEST = 1_000;

    /** What counts as a difference; what is left out is strict. */
    record Options(
            @Nullable List<String> ignore,
            @Nullable Boolean nullIsAbsent,
            @Nullable Boolean anyOrder,
            @Nullable List<String> unordered,
            @Nullable Map<String, String> keys) {
        ComparisonOptions checked() {
            return new ComparisonOptions(
                    pointers("/options/ignore", ignore),
                    Boolean.TRUE.equals(nullIsAbsent),
                    Boolean.TRUE.equals(anyOrder),
                    pointers("/options/unordered", unordered),
                    checkedKeys());
        }

        private Map<String, String> checkedKeys() {
            if (keys == null) {
                return Map.of();
            }
            keys.forEach((array, key) -> {
                check("/options/keys", array);
                check(RequestBody.at("/options/keys", array), key);
            });
            return keys;
        }

        private static List<String> pointers(String at, @Nullable List<String> pointers) {
            if (pointers == null) {
                return List.of();
            }
            for (int index = 0; index < pointers.size(); index++) {
                check(at + "/" + index, pointers.get(index));
            }
            return pointers;
        }

        private static void check(String at, @Nullable String pointer) {
            try {
                if (pointer == null) {
                    throw RequestBody.meaning(at, "must be a JSON pointer");
                }
                RequestBody.limit(pointer, LONGEST, at);
                JsonPointer.valueOf(pointer);
            } catch (IllegalArgumentException none) {
                throw RequestBody.meaning(at, "must be a JSON pointer: empty, or beginning with /");
            }
        }
    }

    Compared compared() {
        ComparisonOptions chosen = options == null ? ComparisonOptions.STRICT : options.checked();
        try {
            return Comparison.with(chosen).compare(given("/local", local), given("/external", external), base);
        } catch (TooDeep e) {
            throw RequestBody.meaning("", String.valueOf(e.getMessage()));
        }
    }

    private static JsonNode given(String at, @Nullable JsonNode document) {
        if (document == null) {
            throw RequestBody.meaning(at, "is missing");
        }
        return document;
    }
}
