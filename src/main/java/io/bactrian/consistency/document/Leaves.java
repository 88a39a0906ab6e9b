package io.bactrian.consistency.document;

import com.fasterxml.jackson.databind.JsonNode;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;

/** What a value means, so that two spellings of it are equal. */
final class Leaves {
    private static final int SHORTEST_INSTANT = "2026-03-01T10:00".length();
    private static final int LONGEST_INSTANT = "+999999999-03-01T10:00:00.123456789+01:00".length();
    private static final DateTimeFormatter INSTANT = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .appendPattern("[XXX][XX][X]")
            .toFormatter()
            .withResolverStyle(ResolverStyle.STRICT);

    private Leaves() {}

    static boolean areEqual(JsonNode local, JsonNode external) {
        return local.equals(external)
                || (local.getNodeType() == external.getNodeType()
                        && meaning(local).equals(meaning(external)));
    }

    /** Equal for values that mean the same: a number by value, an instant by the moment it names, text as Unicode equates it. */
    static Object meaning(JsonNode value) {
        if (value.isNumber() && !isInfinite(value)) {
            return value.decimalValue().stripTrailingZeros();
        }
        return value.isTextual() ? meaning(value.textValue()) : value;
    }

    private static boolean isInfinite(JsonNode number) {
        return number.isFloatingPointNumber() && !number.isBigDecimal() && !Double.isFinite(number.doubleValue());
    }

    private static Object meaning(String text) {
        if (looksLikeAnInstant(text)) {
            try {
                TemporalAccessor moment = INSTANT.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
                return moment instanceof OffsetDateTime offset ? offset.toInstant() : moment;
            } catch (DateTimeException notAnInstant) {
                return normal(text);
            }
        }
        return normal(text);
    }

    private static String normal(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC);
    }

    /** Cheap, since every text is asked. */
    private static boolean looksLikeAnInstant(String text) {
        int length = text.length();
        return length >= SHORTEST_INSTANT
                && length <= LONGEST_INSTANT
                && text.indexOf('T') >= 10
                && text.indexOf(':') >= 13
                && text.charAt(length - 1) < 128;
    }
}
