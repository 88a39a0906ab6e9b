package io.bactrian.sync.cut;

/** Integers as COPY BINARY writes them: big endian. */
final class Binary {
    private Binary() {}

    /** Writes and returns the position behind it. */
    static int int32(byte[] bytes, int at, int value) {
        bytes[at] = (byte) (value >> 24);
        bytes[at + 1] = (byte) (value >> 16);
        bytes[at + 2] = (byte) (value >> 8);
        bytes[at + 3] = (byte) value;
        return at + 4;
    }

    /** Writes and returns the position behind it. */
    static int int64(byte[] bytes, int at, long value) {
        return int32(bytes, int32(bytes, at, (int) (value >> 32)), (int) value);
    }
}
