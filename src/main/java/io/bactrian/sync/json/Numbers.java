package io.bactrian.sync.json;

/** Numbers as JSON writes them, and as {@code numeric} holds them. */
final class Numbers {
    /** numeric holds 131,072 digits before the point and 16,383 after it. */
    private static final int DIGITS_BEFORE = 131_072;

    private static final int DIGITS_AFTER = 16_383;

    private Numbers() {}

    static boolean begins(byte first) {
        return first == '-' || isDigit(first);
    }

    /** Where the number ends that begins at a position. */
    static int end(byte[] json, int from, int to) throws BrokenJson {
        int at = json[from] == '-' ? from + 1 : from;
        at = at < to && json[at] == '0' ? at + 1 : digits(json, at, to);
        if (at < to && json[at] == '.') {
            at = digits(json, at + 1, to);
        }
        if (at < to && isExponent(json[at])) {
            at++;
            at = digits(json, at < to && (json[at] == '+' || json[at] == '-') ? at + 1 : at, to);
        }
        return at;
    }

    private static int digits(byte[] json, int from, int to) throws BrokenJson {
        int at = from;
        while (at < to && isDigit(json[at])) {
            at++;
        }
        if (at == from) {
            throw new BrokenJson(at);
        }
        return at;
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    private static boolean isExponent(byte b) {
        return b == 'e' || b == 'E';
    }

    /** Whether numeric can hold a number as it is written. */
    static boolean isStorable(byte[] json, int from, int to) {
        if (to - from < 5) {
            return true;
        }
        int exponentAt = to;
        int pointAt = -1;
        for (int i = from; i < exponentAt; i++) {
            if (isExponent(json[i])) {
                exponentAt = i;
            } else if (json[i] == '.') {
                pointAt = i;
            }
        }
        int before = (pointAt < 0 ? exponentAt : pointAt) - from;
        int after = pointAt < 0 ? 0 : exponentAt - pointAt - 1;
        int exponent = exponentAt == to ? 0 : exponent(json, exponentAt + 1, to);
        return before + exponent <= DIGITS_BEFORE && after - exponent <= DIGITS_AFTER;
    }

    /** Capped, so that an absurd exponent does not overflow. */
    private static int exponent(byte[] json, int from, int to) {
        int sign = json[from] == '-' ? -1 : 1;
        int value = 0;
        for (int i = isDigit(json[from]) ? from : from + 1; i < to; i++) {
            value = Math.min(1_000_000, value * 10 + (json[i] - '0'));
        }
        return sign * value;
    }
}
