package io.bactrian.sync.census;

import io.bactrian.consistency.document.Comparison;
import io.bactrian.consistency.document.Difference;
import io.bactrian.consistency.document.Documents;
import io.bactrian.failure.FailureCategory;
import io.bactrian.failure.ToolFailure;
import io.bactrian.store.Row;
import io.bactrian.store.Slab;
import io.bactrian.sync.cut.Instants;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compares a record as the tool just told it with what is stored of it, in depth and without trusting the stored hash. */
public final class RecordComparison {
    private final Comparison comparison;

    /** @param volatileParts pointers of the record that are not compared */
    public RecordComparison(List<String> volatileParts) {
        this.comparison = Comparison.ignoring(volatileParts);
    }

    public List<Difference> differences(Slab slab, Row row, StoredRecords.Stored local) throws ToolFailure {
        byte[] stored = local.raw().getBytes(StandardCharsets.UTF_8);
        if (Arrays.equals(stored, 0, stored.length, slab.raw(), row.rawFrom(), row.rawTo())) {
            return List.of();
        }
        try {
            return comparison.differences(
                    Documents.read(local.raw()),
                    Documents.read(slab.raw(), row.rawFrom(), row.rawTo() - row.rawFrom()));
        } catch (IOException e) {
            throw ToolFailure.of(
                    FailureCategory.INVALID_DATA, slab.stream() + ": a record cannot be compared", 0, null, e);
        }
    }

    /** Whether the tool's version came after an instant; a record without versions never did. */
    public static boolean isNewer(Row row, @Nullable Instant than) {
        return row.isVersioned()
                && than != null
                && Instants.toInstant(row.changedMicros()).isAfter(than);
    }
}
