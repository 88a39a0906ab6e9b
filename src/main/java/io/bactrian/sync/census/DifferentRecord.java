package io.bactrian.sync.census;

import io.bactrian.consistency.DifferenceKind;
import io.bactrian.consistency.document.Difference;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record that is not the same on both sides.
 *
 * @param parentId the record it is embedded in; null when it stands for itself
 */
public record DifferentRecord(
        String stream, String externalId, @Nullable String parentId, List<Difference> differences) {
    /** A record that only one side has. */
    public static DifferentRecord oneSided(
            String stream, String externalId, @Nullable String parentId, DifferenceKind kind) {
        return new DifferentRecord(stream, externalId, parentId, List.of(Difference.ofRecord(kind)));
    }
}
