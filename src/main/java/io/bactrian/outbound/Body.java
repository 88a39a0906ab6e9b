package io.bactrian.outbound;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** The bytes of an answer while they are read: a lent buffer that grows, and that is given back unless it is kept. */
final class Body implements AutoCloseable {
    /** No answer may be larger, unpacked. */
    static final int CAP = 64 << 20;

    private static final int USUAL = 1 << 16;
    /** What is lent at once on the tool's word alone. */
    private static final int BELIEVED = 4 << 20;

    private final Buffers buffers;
    private byte @Nullable [] lent;
    private int length;

    /** @param announced how long it will be, by what the tool says; 0 when it does not */
    Body(Buffers buffers, long announced) {
        this.buffers = buffers;
        // One byte more, so that the end is seen without growing.
        lent = buffers.lend((int) Math.min(BELIEVED, Math.max(USUAL, announced + 1)));
    }

    /** Reads to the end; false as soon as there is more than may be. */
    boolean read(InputStream in) throws IOException {
        byte[] bytes = bytes();
        for (int count; (count = in.read(bytes, length, bytes.length - length)) >= 0; ) {
            length += count;
            if (length == bytes.length) {
                if (length >= CAP) {
                    return in.read() < 0;
                }
                bytes = buffers.grow(bytes, length, 2 * length);
                lent = bytes;
            }
        }
        return true;
    }

    byte[] bytes() {
        if (lent == null) {
            throw new IllegalStateException("the buffer was given back");
        }
        return lent;
    }

    int length() {
        return length;
    }

    /** The buffer, which from now on is the caller's to give back. */
    byte[] keep() {
        byte[] kept = bytes();
        lent = null;
        return kept;
    }

    @Override
    public void close() {
        if (lent != null) {
            buffers.giveBack(lent);
            lent = null;
        }
    }
}
