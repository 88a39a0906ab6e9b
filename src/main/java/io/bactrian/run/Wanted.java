package io.bactrian.run;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A run that somebody asks for.
 *
 * @param streams only these; empty for all
 * @param sample how many records of each stream are compared; null when nobody said
 */
public record Wanted(
        UUID integrationId,
        RunKind kind,
        RunMode mode,
        List<String> streams,
        @Nullable Integer sample) {
    /** A sync. */
    public static Wanted sync(UUID integrationId, SyncMode mode, List<String> streams) {
        return new Wanted(integrationId, RunKind.SYNC, mode.asRun(), streams, null);
    }
}
