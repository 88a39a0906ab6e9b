package io.bactrian.failure;

import java.util.Collection;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Closes failures in the transaction that shows that what had failed goes well again. */
public final class RecoveredFailures {
    private RecoveredFailures() {}

    /** A probe was answered: the connection as a whole is well. */
    public static void byProbe(Handle handle, UUID integrationId) {
        handle.createUpdate("""
                        update bactrian.failures set recovered_at = now()
                        where integration_id = :integration and recovered_at is null
                            and (stream is null or scope = 'connection')
                        """).bind("integration", integrationId).execute();
    }

    /**
     * A run has ended: the streams it read without a gap are well.
     *
     * @param streams what it was to read; empty for all
     * @param gaps the streams that have one
     */
    public static void byRun(Handle handle, UUID integrationId, Collection<String> streams, Collection<String> gaps) {
        handle.createUpdate("""
                        update bactrian.failures set recovered_at = now()
                        where integration_id = :integration and recovered_at is null
                            and (cardinality(:streams) = 0 or stream = any(:streams)) and stream <> all(:gaps)
                        """)
                .bind("integration", integrationId)
                .bindArray("streams", String.class, streams)
                .bindArray("gaps", String.class, gaps)
                .execute();
    }
}
