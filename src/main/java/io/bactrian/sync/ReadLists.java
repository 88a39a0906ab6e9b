package io.bactrian.sync;

import io.bactrian.run.Run;
import io.bactrian.tool.StreamDeclaration;
import java.util.Collection;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Which lists a run has come to of a stream that is listed for records of its own: one that is found late may stand before those
 * that were read.
 */
record ReadLists(Run run, StreamDeclaration stream) {
    /** Parents whose lists the run has not come to. */
    static final String LEFT = """
             and not exists (
                select from bactrian.read_lists l
                where l.integration_id = :integration and l.stream = :stream and l.run_id = :run
                    and l.partition = p0.external_id)
            """;

    /** Notes lists that were read to their end, or refused. */
    void add(Handle handle, Collection<String> partitions) {
        if (stream.isListedForItself() && !partitions.isEmpty()) {
            handle.createUpdate("""
                            insert into bactrian.read_lists (integration_id, stream, run_id, partition)
                            select :integration, :stream, :run, unnest(:partitions)
                            on conflict do nothing
                            """)
                    .bind("integration", run.integrationId())
                    .bind("stream", stream.name())
                    .bind("run", run.id())
                    .bindArray("partitions", String.class, partitions)
                    .execute();
        }
    }

    /** Lets everything be read again. */
    static void forget(Handle handle, UUID integrationId, String stream) {
        handle.createUpdate("delete from bactrian.read_lists where integration_id = :integration and stream = :stream")
                .bind("integration", integrationId)
                .bind("stream", stream)
                .execute();
    }
}
