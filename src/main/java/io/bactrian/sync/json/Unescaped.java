package io.bactrian.sync.json;

/** Text of which the escapes are replaced by what they stand for; reused from text to text. */
final class Unescaped {
    /** As in {@code \\u0041}. */
    private static final int UNIT = 6;

    private byte[] bytes = new byte[256];
    private int length;

    byte[] bytes() {
        return bytes;
    }

    /** Where the escape ends that begins at a position. */
    static int end(byte[] json, int backslash, int end) throws BrokenJson {
        int kind = backslash + 1;
        if (kind >= end) {
            throw new BrokenJson(end);
        }
        if (json[kind] != 'u') {
            if (plain(json[kind]) < 0) {
                throw new BrokenJson(kind);
            }
            return kind + 1;
        }
        for (int i = kind + 1; i < backslash + UNIT; i++) {
            if (i >= end || digit(json[i]) < 0) {
                throw new BrokenJson(Math.min(i, end));
            }
        }
        return backslash + UNIT;
    }

    /** Reads a text whose escapes are known to be right; returns its length. */
    int read(byte[] json, int from, int to) {
        if (bytes.length < to - from) {
            bytes = new byte[2 * (to - from)];
        }
        length = 0;
        int at = from;
        while (at < to) {
            if (json[at] != '\\') {
                bytes[length++] = json[at++];
            } else if (json[at + 1] != 'u') {
                bytes[length++] = (byte) plain(json[at + 1]);
                at += 2;
            } else {
                at = readUnit(json, at, to);
            }
        }
        return length;
    }

    /** Two units that make up one character are escaped one after the other; a lone one is no text, and is never stored. */
    private int readUnit(byte[] json, int at, int to) {
        char unit = unit(json, at);
        if (Character.isHighSurrogate(unit) && isLowSurrogate(json, at + UNIT, to)) {
            put(Character.toCodePoint(unit, unit(json, at + UNIT)));
            return at + 2 * UNIT;
        }
        put(unit);
        return at + UNIT;
    }

    /** An escape is longer than the bytes it stands for, so that there is room for them. */
    private void put(int point) {
        if (point < 0x80) {
            bytes[length++] = (byte) point;
        } else if (point < 0x800) {
            bytes[length++] = (byte) (0xC0 | point >> 6);
            bytes[length++] = (byte) (0x80 | point & 63);
        } else if (point < 0x10000) {
            bytes[length++] = (byte) (0xE0 | point >> 12);
            bytes[length++] = (byte) (0x80 | point >> 6 & 63);
            bytes[length++] = (byte) (0x80 | point & 63);
        } else {
            bytes[length++] = (byte) (0xF0 | point >> 18);
            bytes[length++] = (byte) (0x80 | point >> 12 & 63);
            bytes[length++] = (byte) (0x80 | point >> 6 & 63);
            bytes[length++] = (byte) (0x80 | point & 63);
        }
    }

    /** Whether the escape of the second half of a character stands at a position. */
    static boolean isLowSurrogate(byte[] json, int at, int end) {
        if (end - at < UNIT || json[at] != '\\' || json[at + 1] != 'u') {
            return false;
        }
        for (int i = at + 2; i < at + UNIT; i++) {
            if (digit(json[i]) < 0) {
                return false;
            }
        }
        return Character.isLowSurrogate(unit(json, at));
    }

    /** What is escaped at a position as four hexadecimal digits. */
    static char unit(byte[] json, int backslash) {
        int unit = 0;
        for (int i = backslash + 2; i < backslash + UNIT; i++) {
            unit = unit << 4 | digit(json[i]);
        }
        return (char) unit;
    }

    private static int digit(byte b) {
        return b < 0 ? -1 : Character.digit(b, 16);
    }

    /** What a backslash and one more character stand for; -1 when they are no escape. */
    private static int plain(byte kind) {
        return switch (kind) {
            case '"', '\\', '/' -> kind;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> -1;
        };
    }
}
