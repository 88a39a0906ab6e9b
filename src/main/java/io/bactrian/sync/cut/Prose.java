package io.bactrian.sync.cut;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Text in UTF-8 that is put together from many pieces, without a string for any of them; reused from record to record. */
final class Prose {
    private byte[] bytes = new byte[1 << 12];
    private int length;

    void clear() {
        length = 0;
    }

    byte[] bytes() {
        return bytes;
    }

    /** In bytes. */
    int length() {
        return length;
    }

    void append(char ascii) {
        reserve(1);
        bytes[length++] = (byte) ascii;
    }

    void append(byte[] text, int from, int count) {
        reserve(count);
        System.arraycopy(text, from, bytes, length, count);
        length += count;
    }

    void insert(int at, byte[] text) {
        reserve(text.length);
        System.arraycopy(bytes, at, bytes, at + text.length, length - at);
        System.arraycopy(text, 0, bytes, at, text.length);
        length += text.length;
    }

    /** Leaves only what it began with. */
    void cut(int to) {
        length = to;
    }

    boolean endsWith(char ascii) {
        return length > 0 && bytes[length - 1] == ascii;
    }

    /** Takes the white space off its end. */
    void trim() {
        int begin = beginOfLast();
        while (begin >= 0 && Character.isWhitespace(point(begin))) {
            length = begin;
            begin = beginOfLast();
        }
    }

    /** Where its last character begins; -1 when there is none. */
    private int beginOfLast() {
        int begin = length - 1;
        while (begin > 0 && (bytes[begin] & 0xC0) == 0x80) {
            begin--;
        }
        return begin;
    }

    private int point(int begin) {
        return bytes[begin] >= 0
                ? bytes[begin]
                : new String(bytes, begin, length - begin, StandardCharsets.UTF_8).codePointAt(0);
    }

    private void reserve(int count) {
        if (length + count > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + count));
        }
    }

    @Override
    public String toString() {
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }
}
