package io.bactrian.command;

import com.fasterxml.jackson.databind.JsonNode;

/** How values are shown to a person. */
public final class Text {
    private static final String NOTHING = "-";

    private Text() {}

    /** Names come from tools and other people: what steers a terminal must not reach it. */
    static String oneLine(String text) {
        return text.replaceAll("[\\p{Cntrl}\\p{Cf}\\s]+", " ").strip();
    }

    public static String of(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return NOTHING;
        }
        if (isCounts(value)) {
            return counts(value);
        }
        return oneLine(value.isValueNode() ? value.asText() : value.toString());
    }

    private static boolean isCounts(JsonNode value) {
        return value.isObject()
                && !value.isEmpty()
                && value.properties().stream()
                        .allMatch(count -> count.getValue().isIntegralNumber());
    }

    /** {@code 2 missing, 1 value}: what there is none of is not worth a word. */
    private static String counts(JsonNode counts) {
        return counts.properties().stream()
                .filter(count -> count.getValue().asLong() != 0)
                .map(count -> count.getValue().asLong() + " " + oneLine(count.getKey()))
                .sorted()
                .reduce((first, second) -> first + ", " + second)
                .orElse(NOTHING);
    }
}
