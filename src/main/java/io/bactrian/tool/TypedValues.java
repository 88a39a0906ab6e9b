package io.bactrian.tool;

import com.fasterxml.jackson.databind.JsonNode;
import io.bactrian.store.ColumnType;
import io.bactrian.store.FieldType;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads JSON values as the columns and fields they are mapped to want them. */
public final class TypedValues {
    // Jira writes offsets without a colon, others with one or as Z.
    private static final DateTimeFormatter INSTANT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd['T'][' ']HH:mm[:ss][.SSSSSSSSS][.SSSSSS][.SSS][XXX][XX][X]");

    private static final int DATE_LENGTH = "2026-01-31".length();
    private static final int LAST_YEAR = 9999;

    private TypedValues() {}

    /** The value as a column holds it: text, list of texts, instant, date, whole number or truth. */
    public static Object read(JsonNode value, ColumnType type) throws ValueRefused {
        return switch (type) {
            case TEXT -> text(value);
            case TEXTS -> texts(value);
            case TIME -> instant(value);
            case DATE -> LocalDate.ofInstant(instant(value), ZoneOffset.UTC);
            case NUMBER -> whole(value);
            case FLAG -> flag(value);
        };
    }

    /** The value as a field of {@code work.field_values} holds it; JSON stays as it is. */
    public static Object read(JsonNode value, FieldType type) throws ValueRefused {
        return switch (type) {
            case TEXT -> text(value);
            case NUMBER -> number(value);
            case BOOLEAN -> flag(value);
            case DATE -> LocalDate.ofInstant(instant(value), ZoneOffset.UTC);
            case TIMESTAMP -> instant(value);
            case JSON -> json(value);
        };
    }

    private static String text(JsonNode value) throws ValueRefused {
        if (!value.isValueNode()) {
            throw new ValueRefused("a text was expected and something else stands there");
        }
        return storable(value.asText());
    }

    private static List<@Nullable String> texts(JsonNode value) throws ValueRefused {
        List<@Nullable String> texts = new ArrayList<>();
        if (!value.isArray()) {
            texts.add(text(value));
            return texts;
        }
        for (JsonNode element : value) {
            texts.add(element.isNull() ? null : text(element));
        }
        return texts;
    }

    /** A number is milliseconds since 1970; a date is its first instant in UTC. */
    private static Instant instant(JsonNode value) throws ValueRefused {
        try {
            Instant instant = value.isIntegralNumber() && value.canConvertToLong()
                    ? Instant.ofEpochMilli(value.longValue())
                    : instant(value.isTextual() ? value.textValue() : "");
            int year = instant.atOffset(ZoneOffset.UTC).getYear();
            if (year > 0 && year <= LAST_YEAR) {
                return instant;
            }
        } catch (DateTimeException e) {
            throw noDate();
        }
        throw noDate();
    }

    private static Instant instant(String text) {
        return text.length() == DATE_LENGTH
                ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                : OffsetDateTime.parse(text, INSTANT).toInstant();
    }

    private static ValueRefused noDate() {
        return new ValueRefused("a date or time was expected and something else stands there");
    }

    private static long whole(JsonNode value) throws ValueRefused {
        try {
            return number(value).longValueExact();
        } catch (ArithmeticException e) {
            throw new ValueRefused("a whole number was expected and something else stands there");
        }
    }

    private static BigDecimal number(JsonNode value) throws ValueRefused {
        try {
            BigDecimal number = value.isNumber() ? value.decimalValue() : new BigDecimal(value.asText());
            double near = number.doubleValue();
            if (Double.isFinite(near) && (near != 0 || number.signum() == 0)) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw noNumber();
        }
        throw noNumber();
    }

    private static ValueRefused noNumber() {
        return new ValueRefused("a number was expected and something else stands there");
    }

    private static boolean flag(JsonNode value) throws ValueRefused {
        String text = value.asText();
        if (!text.equals("true") && !text.equals("false")) {
            throw new ValueRefused("true or false was expected and something else stands there");
        }
        return text.equals("true");
    }

    private static JsonNode json(JsonNode value) throws ValueRefused {
        if (value.isTextual()) {
            storable(value.textValue());
        }
        for (JsonNode part : value) {
            json(part);
        }
        return value;
    }

    /** What PostgreSQL refuses in a text, an expression may still make of a record that it does not refuse. */
    private static String storable(String text) throws ValueRefused {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean pair = Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (c == 0 || (Character.isSurrogate(c) && !pair)) {
                throw new ValueRefused("a character that the database refuses");
            }
            i += pair ? 1 : 0;
        }
        return text;
    }
}
