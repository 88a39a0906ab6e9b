package io.bactrian.sync.cut;

import io.bactrian.outbound.Buffers;

/** The encoded columns of the records of one answer, in a lent buffer that grows. */
final class RowBuffer {
    private static final int FIRST_SIZE = 1 << 16;

    private final Buffers buffers;
    private byte[] bytes;
    private int length;

    RowBuffer(Buffers buffers) {
        this.buffers = buffers;
        this.bytes = buffers.lend(FIRST_SIZE);
    }

    int length() {
        return length;
    }

    byte[] bytes() {
        return bytes;
    }

    void truncate(int to) {
        length = to;
    }

    void putNull() {
        int32(-1);
    }

    void int32(int value) {
        reserve(4);
        length = Binary.int32(bytes, length, value);
    }

    void int64(long value) {
        reserve(8);
        length = Binary.int64(bytes, length, value);
    }

    void put(byte[] from, int start, int count) {
        reserve(count);
        System.arraycopy(from, start, bytes, length, count);
        length += count;
    }

    void put(byte value) {
        reserve(1);
        bytes[length++] = value;
    }

    /** Fills in a length that was left open at {@code at}. */
    void setLength(int at) {
        Binary.int32(bytes, at, length - at - 4);
    }

    private void reserve(int count) {
        bytes = buffers.grow(bytes, length, length + count);
    }
}
