package io.bactrian.sync.cursor;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a partition has been read.
 *
 * @param watermark when its last whole reading began, by the tool's clock; null before the first
 * @param token what the tool handed out, or the newest id, to go on from; null where nothing of the kind is known
 */
public record Mark(@Nullable Instant watermark, @Nullable String token) {
    /** Nothing was read. */
    public static final Mark NONE = new Mark(null, null);
}
