package io.bactrian.access.key;

import org.jspecify.annotations.Nullable;

/** Where a presented key is looked up. */
public interface Keys {
    /** The key that was presented, or null when it is unknown; it may have expired. */
    @Nullable
    Key find(String presented);
}
