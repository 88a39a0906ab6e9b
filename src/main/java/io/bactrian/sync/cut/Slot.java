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

    void putText(byte[] text, int from, int count) {
        present = true;
        length = 0;
        append(text, from, count);
    }

    void addElement(byte[] text, int from, int count) {
        present = true;
        elements++;
        reserve(4);
        length = Binary.int32(bytes, length, count);
        append(text, from, count);
    }

    void addNullElement() {
        present = true;
        elements++;
        hasNullElement = true;
        reserve(4);
        length = Binary.int32(bytes, length, NULL_ELEMENT);
    }

    private void append(byte[] text, int from, int count) {
        reserve(count);
        System.arraycopy(text, from, bytes, length, count);
        length += count;
    }

    private void reserve(int count) {
        if (length + count > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + count));
        }
    }
}
