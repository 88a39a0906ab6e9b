package io.bactrian.command;

import com.fasterxml.jackson.databind.JsonNode;

/** How values are shown to a person. */
final class Text {
    private static final String NOTHING = "-";

    private Text() {}

    /** Names come from tools and other people: what steers a terminal must not reach it. */
    static String oneLine(String text) {
        return text.replaceAll("[\\p{Cntrl}\\p{Cf}\\s]+", " ").strip();
    }

    static String of(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return NOTHING;
        }
        return oneLine(value.isValueNode() ? value.asText() : value.toString());
    }
}
