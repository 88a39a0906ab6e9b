package io.bactrian.sync.cut;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * Finds JSON that PostgreSQL stores as text but refuses as {@code jsonb}: an escaped NUL, an unpaired surrogate, a number
 * beyond {@code numeric}. Such a record would break every view that reads it.
 */
final class UnstorableText {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long BACKSLASHES = 0x5c5c5c5c5c5c5c5cL;
    private static final long LOW_BITS = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;
    /** numeric holds 131,072 digits before the point and 16,383 after it. */
    private static final int DIGITS_BEFORE = 131_072;

    private static final int DIGITS_AFTER = 16_383;

    private UnstorableText() {}

    /** Why the JSON between two positions would be refused; empty when it would not. */
    static Optional<String> reason(byte[] json, int from, int to) {
        int at = backslash(json, from, to);
        while (at < to) {
            if (at + 5 < to && json[at + 1] == 'u') {
                int unit = hex(json, at + 2);
                if (unit == 0) {
                    return Optional.of("an escaped NUL character");
                }
                if (Character.isLowSurrogate((char) unit)) {
                    return Optional.of("an unpaired surrogate");
                }
                if (Character.isHighSurrogate((char) unit)) {
                    if (!isLowSurrogate(json, at + 6, to)) {
                        return Optional.of("an unpaired surrogate");
                    }
                    at += 6;
                }
            }
            // An escape is two bytes at least; skipping both keeps an escaped backslash from beginning another.
            at = backslash(json, at + 2, to);
        }
        return Optional.empty();
    }

    private static boolean isLowSurrogate(byte[] json, int at, int to) {
        return at + 5 < to
                && json[at] == '\\'
                && json[at + 1] == 'u'
                && Character.isLowSurrogate((char) hex(json, at + 2));
    }

    /** Position of the next backslash, {@code to} when there is none; eight bytes at a time. */
    private static int backslash(byte[] json, int from, int to) {
        int at = from;
        for (; at + 8 <= to; at += 8) {
            long zeros = (long) LONGS.get(json, at) ^ BACKSLASHES;
            if (((zeros - LOW_BITS) & ~zeros & HIGH_BITS) != 0) {
                break;
            }
        }
        while (at < to && json[at] != '\\') {
            at++;
        }
        return Math.min(at, to);
    }

    private static int hex(byte[] json, int at) {
        int value = 0;
        for (int i = at; i < at + 4; i++) {
            value = value * 16 + Character.digit(json[i], 16);
        }
        return value & 0xffff;
    }

    /** Whether numeric can hold a JSON number as it is written. */
    static boolean isStorableNumber(char[] text, int from, int length) {
        if (length < 5) {
            return true;
        }
        int end = from + length;
        int exponentAt = end;
        int pointAt = -1;
        for (int i = from; i < end; i++) {
            if (text[i] == 'e' || text[i] == 'E') {
                exponentAt = i;
                break;
            }
            if (text[i] == '.') {
                pointAt = i;
            }
        }
        int before = (pointAt < 0 ? exponentAt : pointAt) - from;
        int after = pointAt < 0 ? 0 : exponentAt - pointAt - 1;
        int exponent = exponentAt == end ? 0 : exponent(text, exponentAt + 1, end);
        return before + exponent <= DIGITS_BEFORE && after - exponent <= DIGITS_AFTER;
    }

    /** Capped, so that an absurd exponent does not overflow. */
    private static int exponent(char[] text, int from, int end) {
        int sign = text[from] == '-' ? -1 : 1;
        int value = 0;
        for (int i = Character.isDigit(text[from]) ? from : from + 1; i < end; i++) {
            value = Math.min(1_000_000, value * 10 + (text[i] - '0'));
        }
        return sign * value;
    }
}
