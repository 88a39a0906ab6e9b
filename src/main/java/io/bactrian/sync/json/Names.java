package io.bactrian.sync.json;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What some names stand for, found by the bytes that a scanner has read: nearly all names of an answer are nobody's. */
public final class Names<T> {
    private static final int BUCKETS = 64;

    private final Entry<?>[] first = new Entry<?>[BUCKETS];

    /** What the name or text stands for that the scanner has read last; null when it is none of these. */
    public @Nullable T get(JsonScanner json) {
        return get(json.text(), json.from(), json.length());
    }

    public @Nullable T get(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        return get(bytes, 0, bytes.length);
    }

    /** Adds a name that is not among them. */
    public void add(String name, T value) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        int bucket = bucket(bytes, 0, bytes.length);
        first[bucket] = new Entry<>(bytes, value, first[bucket]);
    }

    // Only entries of T are added.
    @SuppressWarnings("unchecked")
    private @Nullable T get(byte[] name, int from, int length) {
        for (Entry<?> entry = first[bucket(name, from, length)]; entry != null; entry = entry.next) {
            if (entry.name.length == length && isSame(entry.name, name, from)) {
                return (T) entry.value;
            }
        }
        return null;
    }

    /** Backwards, as many names begin alike. */
    private static boolean isSame(byte[] name, byte[] text, int from) {
        for (int i = name.length - 1; i >= 0; i--) {
            if (name[i] != text[from + i]) {
                return false;
            }
        }
        return true;
    }

    /** By length and both ends: names of one answer differ in these, if not all by far. */
    private static int bucket(byte[] name, int from, int length) {
        return length == 0 ? 0 : (length * 13 + name[from] * 7 + name[from + length - 1]) & BUCKETS - 1;
    }

    private record Entry<T>(byte[] name, T value, @Nullable Entry<?> next) {}
}
