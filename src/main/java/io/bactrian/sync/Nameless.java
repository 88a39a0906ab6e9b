package io.bactrian.sync;

import io.bactrian.tool.ChildStream;
import io.bactrian.tool.StreamDeclaration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Records that were set aside because they have no id: no listing can hold them, so only a whole reading tells of them. */
final class Nameless {
    private Nameless() {}

    /** Forgets those that a whole reading of their stream, which has just ended, did not meet. */
    static void forget(Handle handle, UUID integrationId, StreamDeclaration stream) {
        handle.createUpdate("""
                        delete from bactrian.quarantined_records
                        where integration_id = :integration and stream = any(:streams) and external_id like 'without-id-%'
                            and noted_at < (
                                select min(begun_at) from bactrian.walks
                                where integration_id = :integration and stream = :stream)
                        """)
                .bind("integration", integrationId)
                .bind("stream", stream.name())
                .bindArray("streams", String.class, read(stream))
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
