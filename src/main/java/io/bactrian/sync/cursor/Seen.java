package io.bactrian.sync.cursor;

import io.bactrian.store.Row;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a page that is about to be stored means to the cursor.
 *
 * @param partition that it is of; empty where there are none
 * @param before how far the partition had been read when its reading began
 * @param askedAt when it was asked for by the tool's clock, never later than that
 * @param isLast whether it was the last page of its partition
 * @param isLost whether the tool did not know the token that it was asked for with
 * @param token that it brought; null for none
 * @param rows its storable records
 */
public record Seen(
        String partition,
        Mark before,
        Instant askedAt,
        boolean isLast,
        boolean isLost,
        @Nullable String token,
        List<Row> rows) {}
