package io.bactrian.sync;

import io.bactrian.tool.ChildStream;
import io.bactrian.tool.StreamDeclaration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Records that were set aside without an id, which no listing can hold, and children of which was not noted whose they are: only a
 * whole reading tells of them.
 */
final class Nameless {
    private Nameless() {}

    /** Has a whole reading, which begins, read all children of a stream of which any is set aside that might be anybody's. */
    static void seek(Handle handle, UUID integrationId, StreamDeclaration stream) {
        handle.createUpdate("""
                        update bactrian.child_counts c set parent_hash = null
                        where c.integration_id = :integration and c.parent_hash is not null and c.stream in (
                            select q.stream from bactrian.quarantined_records q
                            where q.integration_id = :integration and q.stream = any(:children) and q.parent_id is null)
                        """)
                .bind("integration", integrationId)
                .bindArray("children", String.class, stream.children().keySet())
                .execute();
    }

    /** Forgets those that a whole reading of their stream, which has just ended, did not meet. */
    static void forget(Handle handle, UUID integrationId, StreamDeclaration stream) {
        handle.createUpdate("""
                        delete from bactrian.quarantined_records
                        where integration_id = :integration
                            and (stream = any(:streams) and external_id like 'without-id-%'
                                or stream = any(:children) and parent_id is null)
                            and noted_at < (
                                select min(begun_at) from bactrian.walks
                                where integration_id = :integration and stream = :stream)
                        """)
                .bind("integration", integrationId)
                .bind("stream", stream.name())
                .bindArray("streams", String.class, read(stream))
                .bindArray("children", String.class, stream.children().keySet())
                .execute();
    }

    /** The stream and the children that its pages hold whole; those fetched apart are not read when nothing changed. */
    private static List<String> read(StreamDeclaration stream) {
        List<String> read = new ArrayList<>(List.of(stream.name()));
        stream.children().values().stream()
                .filter(child -> child.rest() == null)
                .map(ChildStream::record)
                .map(StreamDeclaration::name)
                .forEach(read::add);
        return read;
    }
}
