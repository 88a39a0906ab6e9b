package io.bactrian.sync.cut;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * ISO 8601 dates and times as PostgreSQL counts them: microseconds since 2000-01-01 UTC. Written by hand because it runs
 * several times per record: java.time costs ten times as much.
 */
public final class Instants {
    /** What is returned for a text that is not a date or time. */
    public static final long INVALID = Long.MIN_VALUE;

    static final long MICROS_PER_DAY = 86_400_000_000L;
    private static final long EPOCH_SECONDS_2000 = 946_684_800L;
    private static final int DAYS_1970_TO_2000 = 10_957;
    private static final int OBJECT_ID_LENGTH = 24;
    private static final int OBJECT_ID_SECONDS = 8;

    private Instants() {}

    /** Microseconds since 2000-01-01 UTC as an instant. */
    public static Instant toInstant(long micros) {
        return Instant.ofEpochSecond(EPOCH_SECONDS_2000).plus(micros, ChronoUnit.MICROS);
    }

    /**
     * The instant of a text, as it is read of records.
     *
     * @throws DateTimeException when it is none
     */
    public static Instant read(String text) {
        long micros = parse(text);
        if (micros == INVALID) {
            throw new DateTimeException("not a date or time");
        }
        return toInstant(micros);
    }

    /** Microseconds since 2000-01-01 UTC, or {@link #INVALID}. */
    static long parse(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return parse(bytes, 0, bytes.length);
    }

    /** An instant as microseconds since 2000-01-01 UTC. */
    public static long toMicros(Instant instant) {
        // ChronoUnit counts in nanoseconds, which end in 2262.
        return (instant.getEpochSecond() - EPOCH_SECONDS_2000) * 1_000_000 + instant.getNano() / 1000;
    }

    /** Of a whole number; {@link #INVALID} of any other text. */
    static long ofEpochMillis(String millis) {
        try {
            return ofEpochMillis(Long.parseLong(millis));
        } catch (NumberFormatException e) {
            return INVALID;
        }
    }

    static long ofEpochMillis(long millis) {
        return (millis - EPOCH_SECONDS_2000 * 1000) * 1000;
    }

    /** The second that an id of 24 hexadecimal digits begins with. */
    static long ofObjectId(byte[] text, int from, int length) {
        long seconds = 0;
        for (int i = from; i < from + length; i++) {
            int digit = Character.digit(text[i], 16);
            if (digit < 0) {
                return INVALID;
            }
            seconds = i < from + OBJECT_ID_SECONDS ? seconds * 16 + digit : seconds;
        }
        return length == OBJECT_ID_LENGTH ? (seconds - EPOCH_SECONDS_2000) * 1_000_000 : INVALID;
    }

    /** A date with optional time, fraction and offset ({@code +02:00}, {@code +0200}, {@code Z}; none means UTC). */
    static long parse(byte[] text, int from, int length) {
        if (length < 10 || text[from + 4] != '-' || text[from + 7] != '-') {
            return INVALID;
        }
        int year = digits(text, from, 4);
        int month = digits(text, from + 5, 2);
        int day = digits(text, from + 8, 2);
        if (year < 0 || month < 1 || month > 12 || day < 1 || day > daysOf(year, month)) {
            return INVALID;
        }
        long days = daysSince2000(year, month, day);
        if (length == 10) {
            return days * MICROS_PER_DAY;
        }
        long time = timeOfDay(text, from + 10, from + length);
        return time == INVALID ? INVALID : days * MICROS_PER_DAY + time;
    }

    private static long timeOfDay(byte[] text, int from, int to) {
        if (to - from < 6 || (text[from] != 'T' && text[from] != ' ') || text[from + 3] != ':') {
            return INVALID;
        }
        int hour = digits(text, from + 1, 2);
        int minute = digits(text, from + 4, 2);
        if (hour < 0 || hour > 24 || minute < 0 || minute > 59) {
            return INVALID;
        }
        long micros = (hour * 3600L + minute * 60L) * 1_000_000;
        int at = from + 6;
        if (at + 2 < to && text[at] == ':') {
            int second = digits(text, at + 1, 2);
            if (second < 0 || second > 60) {
                return INVALID;
            }
            micros += second * 1_000_000L;
            at += 3;
        }
        if (at < to && text[at] == '.') {
            at++;
            for (long unit = 100_000; at < to && isDigit(text[at]); unit /= 10) {
                micros += unit * (text[at++] - '0');
            }
        }
        return offset(text, at, to, micros);
    }

    private static long offset(byte[] text, int at, int to, long micros) {
        if (at == to || (text[at] == 'Z' && at + 1 == to)) {
            return micros;
        }
        if ((text[at] != '+' && text[at] != '-') || to - at < 3) {
            return INVALID;
        }
        int hours = digits(text, at + 1, 2);
        int next = at + 3 < to && text[at + 3] == ':' ? at + 4 : at + 3;
        int minutes = next == to ? 0 : next + 2 == to ? digits(text, next, 2) : -1;
        if (hours < 0 || minutes < 0) {
            return INVALID;
        }
        long shift = (hours * 3600L + minutes * 60L) * 1_000_000;
        return text[at] == '+' ? micros - shift : micros + shift;
    }

    private static int daysOf(int year, int month) {
        return switch (month) {
            case 2 -> year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
            case 4, 6, 9, 11 -> 30;
            default -> 31;
        };
    }

    /** The number, or -1 when one of them is no digit. */
    private static int digits(byte[] text, int from, int count) {
        int value = 0;
        for (int i = from; i < from + count; i++) {
            if (!isDigit(text[i])) {
                return -1;
            }
            value = value * 10 + (text[i] - '0');
        }
        return value;
    }

    private static boolean isDigit(byte c) {
        return c >= '0' && c <= '9';
    }

    /** Days from the civil calendar, counted in 400-year eras that begin in March so that leap days fall at the end. */
    private static long daysSince2000(int year, int month, int day) {
        int shifted = month <= 2 ? year - 1 : year;
        int era = Math.floorDiv(shifted, 400);
        int yearOfEra = shifted - era * 400;
        int dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
        int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
        return era * 146_097L + dayOfEra - 719_468 - DAYS_1970_TO_2000;
    }
}
