package io.bactrian.sync.census;

import io.bactrian.run.Run;
import io.bactrian.store.RecordStore;
import io.bactrian.tool.StreamDeclaration;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** The records of a stream that the database refused; they are known and not held, which is a gap and not a difference. */
final class SetAside {
    /** Those of a stream that were not listed; a record without an id never is. */
    static final String UNLISTED = """
            select q.external_id, q.parent_id from bactrian.quarantined_records q
            where q.integration_id = :integration and q.stream = :stream and q.external_id not like 'without-id-%'
                and not exists (
                    select from bactrian.census_ids c
                    where c.integration_id = q.integration_id and c.stream = q.stream and c.external_id = q.external_id)
            """;

    private final Jdbi jdbi;
    private final RecordStore store;

    SetAside(Jdbi jdbi, RecordStore store) {
        this.jdbi = jdbi;
        this.store = store;
    }

    long count(UUID integrationId, String stream) {
        return count(integrationId, List.of(stream));
    }

    private long count(UUID integrationId, Collection<String> streams) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select count(*) from bactrian.quarantined_records
                        where integration_id = :integration and stream = any(:streams)
                        """)
                .bind("integration", integrationId)
                .bindArray("streams", String.class, streams)
                .mapTo(Long.class)
                .one());
    }

    /** Forgets those of a stream and of its children that nobody misses any more; nearly never is there one. */
    void settle(Run run, StreamDeclaration stream, boolean isLookedFor) {
        if (count(run.integrationId(), stream.names()) == 0) {
            return;
        }
        UUID integration = run.integrationId();
        store.write(run.lease(), handle -> {
            if (isLookedFor) {
                forgetUnlisted(handle, integration, stream.name());
            }
            if (stream.partitioning() != null) {
                forgetOrphans(
                        handle,
                        integration,
                        stream.name(),
                        stream.partitioning().parents());
            }
            stream.children()
                    .keySet()
                    .forEach(child -> forgetOrphans(handle, integration, child, List.of(stream.name())));
        });
    }

    /** What the tool does not list any more, nor showed when it was looked for, is missed by nobody. */
    private static void forgetUnlisted(Handle handle, UUID integrationId, String stream) {
        OnePass.over(
                handle,
                () -> handle.createUpdate("""
                        delete from bactrian.quarantined_records
                        where integration_id = :integration and stream = :stream and external_id in (
                            select external_id from (""" + UNLISTED + ") as unlisted)")
                        .bind("integration", integrationId)
                        .bind("stream", stream)
                        .execute());
    }

    /** What belongs to a record that is absent is missed no more than what is held of that; it comes again when that is back. */
    private static void forgetOrphans(Handle handle, UUID integrationId, String stream, List<String> parents) {
        handle.createUpdate("""
                        delete from bactrian.quarantined_records q
                        where integration_id = :integration and stream = :stream and parent_id is not null
                            and not exists (
                                select from work.records p
                                where p.integration_id = :integration and p.stream = any(:parents)
                                    and p.external_id = q.parent_id and p.absence = 'present')
                            and not exists (
                                select from bactrian.quarantined_records p
                                where p.integration_id = :integration and p.stream = any(:parents)
                                    and p.external_id = q.parent_id)
                        """)
                .bind("integration", integrationId)
                .bind("stream", stream)
                .bindArray("parents", String.class, parents)
                .execute();
    }
}
