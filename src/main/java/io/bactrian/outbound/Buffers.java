package io.bactrian.outbound;

import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/** Lends byte buffers by powers of two and takes them back; what is out is the number of bytes in flight. */
public final class Buffers {
    private static final int SMALLEST = 12;
    private static final int KEPT_PER_SIZE = 16;

    private final ConcurrentLinkedDeque<byte[]>[] free = emptyShelves();
    private final AtomicLong inFlight = new AtomicLong();

    @SuppressWarnings({"unchecked", "rawtypes"}) // arrays of a generic type cannot be made otherwise
    private static ConcurrentLinkedDeque<byte[]>[] emptyShelves() {
        return IntStream.range(0, 32)
                .mapToObj(i -> new ConcurrentLinkedDeque<byte[]>())
                .toArray(ConcurrentLinkedDeque[]::new);
    }

    /** A buffer of at least so many bytes. */
    public byte[] lend(int size) {
        int shelf = shelf(size);
        byte[] buffer = free[shelf].pollFirst();
        if (buffer == null) {
            buffer = new byte[1 << shelf];
        }
        inFlight.addAndGet(buffer.length);
        return buffer;
    }

    /** The same content in a buffer of at least {@code size} bytes; the old one is taken back when it was too small. */
    public byte[] grow(byte[] buffer, int used, int size) {
        if (size <= buffer.length) {
            return buffer;
        }
        byte[] larger = lend(size);
        System.arraycopy(buffer, 0, larger, 0, used);
        giveBack(buffer);
        return larger;
    }

    public void giveBack(byte[] buffer) {
        inFlight.addAndGet(-buffer.length);
        ConcurrentLinkedDeque<byte[]> shelf = free[shelf(buffer.length)];
        if (shelf.size() < KEPT_PER_SIZE) {
            shelf.addFirst(buffer);
        }
    }

    /** Bytes lent and not yet given back. */
    public long inFlight() {
        return inFlight.get();
    }

    private static int shelf(int size) {
        return Math.max(SMALLEST, 32 - Integer.numberOfLeadingZeros(Math.max(1, size - 1)));
    }
}
