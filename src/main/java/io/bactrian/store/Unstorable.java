package io.bactrian.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A record that cannot be stored as it is.
 *
 * @param id a stand-in where it has none
 * @param parent id of the record that it was listed with or embedded in; null when there is none
 * @param changedAt its version; null when the tool gives none, or none that can be read
 * @param raw what the tool sent
 * @param reason why it cannot be stored
 */
public record Unstorable(
        String stream,
        String id,
        @Nullable String parent,
        @Nullable Instant changedAt,
        byte[] raw,
        String reason) {
    /** How the stand-in for an id begins. */
    public static final String NAMELESS = "without-id-";

    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

    /** Takes what nobody means as an instant, and the database may refuse, for none. */
    public Unstorable {
        changedAt = changedAt == null || changedAt.isBefore(FIRST) || changedAt.isAfter(LAST) ? null : changedAt;
    }

    /** Whether the tool gave it no id, so that it cannot be asked for. */
    public boolean isNameless() {
        return id.startsWith(NAMELESS);
    }
}
