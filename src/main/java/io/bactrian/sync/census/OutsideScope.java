package io.bactrian.sync.census;

import io.bactrian.tool.ChildStream;
import io.bactrian.tool.StreamDeclaration;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/** Marks what a scope leaves out as no longer observed: it may still be there, and comes back when the scope does. */
final class OutsideScope {
    private OutsideScope() {}

    /** The records of a stream that its complete listing does not hold. */
    static void unobserveUnlisted(Handle handle, UUID integrationId, StreamDeclaration stream) {
        unobserve(handle, integrationId, stream, """
                not exists (
                    select from bactrian.census_ids c
                    where c.integration_id = r.integration_id and c.stream = r.stream and c.external_id = r.external_id)
                """, null);
    }

    /** All records of a stream, which is read whole should it ever be wanted again. */
    static void unobserveAll(Handle handle, UUID integrationId, StreamDeclaration stream) {
        unobserve(handle, integrationId, stream, "true", null);
        handle.createUpdate("delete from bactrian.watermarks where integration_id = :integration and stream = :stream")
                .bind("integration", integrationId)
                .bind("stream", stream.name())
                .execute();
    }

    /** Some records of a stream. */
    static void unobserve(Handle handle, UUID integrationId, StreamDeclaration stream, List<String> ids) {
        unobserve(handle, integrationId, stream, "r.external_id = any(:ids)", ids);
    }

    private static void unobserve(
            Handle handle, UUID integrationId, StreamDeclaration stream, String which, @Nullable List<String> ids) {
        Update update = handle.createUpdate("""
                        update work.records r set absence = 'unobserved', deleted_at = now()
                        where r.integration_id = :integration and r.stream = :stream and r.absence = 'present' and <which>
                        """)
                .define("which", which)
                .bind("integration", integrationId)
                .bind("stream", stream.name());
        (ids == null ? update : update.bindArray("ids", String.class, ids)).execute();
        hide(handle, integrationId, stream);
        stream.children().values().forEach(child -> unobserveChildren(handle, integrationId, stream, child));
    }

    /** What was mapped of records goes the way of the records. */
    private static void hide(Handle handle, UUID integrationId, StreamDeclaration stream) {
        if (stream.entity() != null) {
            hide(handle, integrationId, stream.name(), stream.entity(), "external_id");
        }
        hide(handle, integrationId, stream.name(), "field_values", "item_id");
    }

    private static void hide(Handle handle, UUID integrationId, String stream, String table, String id) {
        handle.createUpdate("""
                        update work.<table> m set deleted_at = r.deleted_at
                        from work.records r
                        where m.integration_id = :integration and m.stream = :stream and m.deleted_at is null
                            and r.integration_id = m.integration_id and r.stream = m.stream and r.external_id = m.<id>
                            and r.absence = 'unobserved'
                        """)
                .define("table", table)
                .define("id", id)
                .bind("integration", integrationId)
                .bind("stream", stream)
                .execute();
    }

    private static void unobserveChildren(
            Handle handle, UUID integrationId, StreamDeclaration parent, ChildStream child) {
        String column = child.parentColumn().orElse(null);
        if (column == null || child.record().entity() == null) {
            return;
        }
        handle.createUpdate("""
                        update work.records r set absence = 'unobserved', deleted_at = now()
                        from work.<table> c, work.records p
                        where p.integration_id = :integration and p.stream = :parent and p.absence = 'unobserved'
                            and c.integration_id = :integration and c.stream = :stream and c.<column> = p.external_id
                            and r.integration_id = :integration and r.stream = :stream and r.external_id = c.external_id
                            and r.absence = 'present'
                        """)
                .define("table", child.record().entity())
                .define("column", column)
                .bind("integration", integrationId)
                .bind("parent", parent.name())
                .bind("stream", child.record().name())
                .execute();
        handle.createUpdate("""
                        delete from bactrian.child_counts n using work.records p
                        where n.integration_id = :integration and n.stream = :stream and p.integration_id = :integration
                            and p.stream = :parent and p.external_id = n.parent_id and p.absence = 'unobserved'
                        """)
                .bind("integration", integrationId)
                .bind("parent", parent.name())
                .bind("stream", child.record().name())
                .execute();
        hide(handle, integrationId, child.record());
    }
}
