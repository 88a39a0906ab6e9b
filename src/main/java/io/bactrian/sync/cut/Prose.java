package io.bactrian.sync.cut;

import java.util.Arrays;

/** Text that is put together from many pieces, without a string for any of them; reused from record to record. */
final class Prose {
    private char[] chars = new char[1 << 12];
    private int length;

    void clear() {
        length = 0;
    }

    char[] chars() {
        return chars;
    }

    int length() {
        return length;
    }

    void append(char c) {
        reserve(1);
        chars[length++] = c;
    }

    void append(char[] text, int from, int count) {
        reserve(count);
        System.arraycopy(text, from, chars, length, count);
        length += count;
    }

    void append(String text) {
        reserve(text.length());
        text.getChars(0, text.length(), chars, length);
        length += text.length();
    }

    void insert(int at, String text) {
        reserve(text.length());
        System.arraycopy(chars, at, chars, at + text.length(), length - at);
        text.getChars(0, text.length(), chars, at);
        length += text.length();
    }

    boolean endsWith(char c) {
        return length > 0 && chars[length - 1] == c;
    }

    /** Takes the white space off its end. */
    void trim() {
        while (length > 0 && Character.isWhitespace(chars[length - 1])) {
            length--;
        }
    }

    private void reserve(int count) {
        if (length + count > chars.length) {
            chars = Arrays.copyOf(chars, Math.max(2 * chars.length, length + count));
        }
    }

    @Override
    public String toString() {
        return new String(chars, 0, length);
    }
}
