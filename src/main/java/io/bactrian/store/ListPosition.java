package io.bactrian.store;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where a list of what was created goes on, newest first: after this row, which its id tells from others of its instant. */
public record ListPosition(Instant createdAt, UUID id) {
    private static final int LENGTH = 24;

    /** As callers get it: opaque, and good for a path or query as it is. */
    public String text() {
        byte[] bytes = ByteBuffer.allocate(LENGTH)
                .putLong(ChronoUnit.MICROS.between(Instant.EPOCH, createdAt))
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Reads what {@link #text} has given out; empty for anything else. */
    public static Optional<ListPosition> read(String text) {
        byte[] bytes = decoded(text);
        if (bytes == null || bytes.length != LENGTH) {
            return Optional.empty();
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        Instant createdAt = Instant.EPOCH.plus(buffer.getLong(), ChronoUnit.MICROS);
        return Optional.of(new ListPosition(createdAt, new UUID(buffer.getLong(), buffer.getLong())));
    }

    private static byte @Nullable [] decoded(String text) {
        try {
            return Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException foreign) {
            return null;
        }
    }
}
