package io.bactrian.sync.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Finds what ends a run of plain text: a quote, a backslash, a control character or what is not ASCII, eight bytes at a time. */
final class TextEnd {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long QUOTES = '"' * ONES;
    private static final long BACKSLASHES = '\\' * ONES;
    private static final long SPACES = ' ' * ONES;
    /** Times a bit that begins a byte, this has the number of that byte on top. */
    private static final long NUMBERS = 0x0001020304050607L;

    private TextEnd() {}

    /** Its position, {@code to} when there is none. */
    static int special(byte[] json, int from, int to) {
        int at = from;
        for (; at + 8 <= to; at += 8) {
            long bytes = (long) LONGS.get(json, at);
            long quotes = bytes ^ QUOTES;
            long backslashes = bytes ^ BACKSLASHES;
            // The lowest bit that is set is right; a borrow may set others above it.
            long found = ((quotes - ONES & ~quotes)
                            | (backslashes - ONES & ~backslashes)
                            | (bytes - SPACES & ~bytes)
                            | bytes)
                    & HIGH_BITS;
            if (found != 0) {
                return at + (int) (((found & -found) >>> 7) * NUMBERS >>> 56);
            }
        }
        while (at < to && json[at] != '"' && json[at] != '\\' && json[at] >= ' ') {
            at++;
        }
        return at;
    }
}
