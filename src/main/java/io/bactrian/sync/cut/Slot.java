package io.bactrian.sync.cut;

import io.bactrian.store.ColumnType;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** One value wanted of a record, read as its column wants it; reused from record to record. */
final class Slot {
    private static final int NULL_ELEMENT = -1;

    final ColumnType type;
    /** Whether it collects the elements of an array, in which case a null is an element too. */
    final boolean collects;

    private final Kind kind;

    boolean present;
    long number;
    /** Text: its UTF-8 bytes. Texts: for each element an int32 length and its bytes. */
    byte[] bytes = new byte[64];

    int length;
    int elements;
    boolean hasNullElement;

    Slot(ColumnType type, Kind kind) {
        this.type = type;
        this.kind = kind;
        this.collects = kind == Kind.ELEMENTS;
    }

    /** How the value is found. */
    enum Kind {
        /** It is there. */
        VALUE,
        /** The elements of an array make it up. */
        ELEMENTS,
        /** It is the first element of an array that is something. */
        FIRST,
        /** It is a time, and an id begins with it. */
        ID_TIME
    }

    boolean isOf(ColumnType otherType, Kind otherKind) {
        return type == otherType && kind == otherKind;
    }

    /** Whether nothing more is to be read. */
    boolean isSettled() {
        return present && kind == Kind.FIRST;
    }

    boolean isId() {
        return kind == Kind.ID_TIME;
    }

    void clear() {
        present = false;
        length = 0;
        elements = 0;
        hasNullElement = false;
    }

    String text() {
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    void putNumber(long value) {
        present = true;
        number = value;
    }

    void putText(char[] text, int from, int count) {
        present = true;
        length = 0;
        encode(text, from, count);
    }

    void addElement(char[] text, int from, int count) {
        present = true;
        elements++;
        int start = length;
        reserve(4);
        length += 4;
        encode(text, from, count);
        Binary.int32(bytes, start, length - start - 4);
    }

    void addNullElement() {
        present = true;
        elements++;
        hasNullElement = true;
        reserve(4);
        length = Binary.int32(bytes, length, NULL_ELEMENT);
    }

    private void reserve(int count) {
        if (length + count > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + count));
        }
    }

    /** UTF-16 to UTF-8; records with unpaired surrogates never get this far. */
    private void encode(char[] text, int from, int count) {
        reserve(3 * count);
        byte[] out = bytes;
        int at = length;
        for (int i = from, end = from + count; i < end; i++) {
            char c = text[i];
            if (c < 0x80) {
                out[at++] = (byte) c;
            } else if (c < 0x800) {
                out[at++] = (byte) (0xC0 | c >> 6);
                out[at++] = (byte) (0x80 | c & 63);
            } else if (Character.isHighSurrogate(c) && i + 1 < end) {
                int point = Character.toCodePoint(c, text[++i]);
                out[at++] = (byte) (0xF0 | point >> 18);
                out[at++] = (byte) (0x80 | point >> 12 & 63);
                out[at++] = (byte) (0x80 | point >> 6 & 63);
                out[at++] = (byte) (0x80 | point & 63);
            } else {
                out[at++] = (byte) (0xE0 | c >> 12);
                out[at++] = (byte) (0x80 | c >> 6 & 63);
                out[at++] = (byte) (0x80 | c & 63);
            }
        }
        length = at;
    }
}
