package io.bactrian.sync;

import io.bactrian.run.Progress;
import io.bactrian.run.Run;
import io.bactrian.store.Quarantine;
import io.bactrian.sync.census.Evidence;
import io.bactrian.sync.census.Orphans;
import io.bactrian.tool.StreamDeclaration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Marks records of which the tool itself says what became of them, with what was mapped of them and what was embedded in them. */
final class ToldAbsences {
    private ToldAbsences() {}

    /** What the tool says. */
    private enum Word {
        DELETED("deleted", "absence <> 'deleted'", "the tool tells that it was deleted"),
        REFUSED("access_lost", "absence = 'present'", Evidence.REFUSED);

        private final String absence;
        private final String of;
        private final String reason;

        Word(String absence, String of, String reason) {
            this.absence = absence;
            this.of = of;
            this.reason = reason;
        }
    }

    /** @param ids of records that the tool says were deleted, and that it does not find */
    static void deleted(Handle handle, Run run, StreamDeclaration stream, List<String> ids) {
        mark(handle, run, stream, ids, Word.DELETED);
    }

    /** @param ids of records that the tool refused to show, each asked for by itself */
    static void refused(Handle handle, Run run, StreamDeclaration stream, List<String> ids) {
        mark(handle, run, stream, ids, Word.REFUSED);
    }

    private static void mark(Handle handle, Run run, StreamDeclaration stream, List<String> ids, Word word) {
        discount(handle, run.integrationId(), stream.name(), ids);
        int marked = mark(handle, run.integrationId(), stream.name(), stream.entity(), "external_id", ids, word);
        stream.children().forEach((child, declared) -> {
            mark(handle, run.integrationId(), child, declared.record().entity(), "parent_id", ids, word);
            forgetCounts(handle, run.integrationId(), child, ids);
        });
        Quarantine.forget(handle, run.integrationId(), stream.name(), ids);
        if (marked > 0) {
            Orphans.mark(handle, run, stream);
            Progress.absent(handle, run.id(), stream.name(), marked);
        }
    }

    private static int mark(
            Handle handle,
            UUID integrationId,
            String stream,
            @Nullable String entity,
            String by,
            List<String> ids,
            Word word) {
        List<String> marked = handle.createQuery("""
                        update work.records set absence = :absence, absence_reason = :reason, deleted_at = now()
                        where integration_id = :integration and stream = :stream and <by> = any(:ids) and <of>
                        returning external_id
                        """)
                .define("by", by)
                .define("of", word.of)
                .bind("absence", word.absence)
                .bind("reason", word.reason)
                .bind("integration", integrationId)
                .bind("stream", stream)
                .bindArray("ids", String.class, ids)
                .mapTo(String.class)
                .list();
        List<String> tables = new ArrayList<>(List.of("field_values set deleted_at = now() where item_id"));
        if (entity != null) {
            tables.add(entity + " set deleted_at = now() where external_id");
        }
        for (String table : tables) {
            handle.createUpdate("update work." + table + """
                             = any(:ids) and integration_id = :integration and stream = :stream and deleted_at is null
                            """)
                    .bind("integration", integrationId)
                    .bind("stream", stream)
                    .bindArray("ids", String.class, marked)
                    .execute();
        }
        return marked.size();
    }

    /** What an absent record told of its children proves nothing any more. */
    private static void forgetCounts(Handle handle, UUID integrationId, String child, List<String> ids) {
        handle.createUpdate("""
                        delete from bactrian.child_counts
                        where integration_id = :integration and stream = :stream and parent_id = any(:ids)
                        """)
                .bind("integration", integrationId)
                .bind("stream", child)
                .bindArray("ids", String.class, ids)
                .execute();
    }

    /** A parent that is not read again has so many fewer; one that was has told so itself. */
    private static void discount(Handle handle, UUID integrationId, String stream, List<String> ids) {
        handle.createUpdate("""
                        update bactrian.child_counts c set total = greatest(c.total - lost.number, 0), noted_at = now()
                        from (
                            select parent_id, count(*) as number
                            from (
                                select external_id, parent_id from work.records
                                where integration_id = :integration and stream = :stream and external_id = any(:ids)
                                    and absence = 'present'
                                union
                                select external_id, parent_id from bactrian.quarantined_records
                                where integration_id = :integration and stream = :stream and external_id = any(:ids)) known
                            group by parent_id) lost
                        where c.integration_id = :integration and c.stream = :stream and c.parent_id = lost.parent_id
                        """)
                .bind("integration", integrationId)
                .bind("stream", stream)
                .bindArray("ids", String.class, ids)
                .execute();
    }
}
