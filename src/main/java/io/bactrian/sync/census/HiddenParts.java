package io.bactrian.sync.census;

import io.bactrian.tool.ChildStream;
import io.bactrian.tool.StreamDeclaration;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Lets what was mapped of absent records, and their children, go the way of the records. */
final class HiddenParts {
    private HiddenParts() {}

    static void hide(Handle handle, UUID integrationId, StreamDeclaration stream) {
        hideMapped(handle, integrationId, stream);
        for (ChildStream child : stream.children().values()) {
            OnePass.over(handle, () -> hideChildren(handle, integrationId, stream, child));
            OnePass.over(handle, () -> forgetCounts(handle, integrationId, stream, child));
            hideMapped(handle, integrationId, child.record());
        }
    }

    static void hideMapped(Handle handle, UUID integrationId, StreamDeclaration stream) {
        String entity = stream.entity();
        if (entity != null) {
            OnePass.over(handle, () -> hide(handle, integrationId, stream.name(), entity, "external_id"));
        }
        OnePass.over(handle, () -> hide(handle, integrationId, stream.name(), "field_values", "item_id"));
    }

    private static int hide(Handle handle, UUID integrationId, String stream, String table, String id) {
        return handle.createUpdate("""
                        update work.<table> m set deleted_at = r.deleted_at
                        from work.records r
                        where m.integration_id = :integration and m.stream = :stream and m.deleted_at is null
                            and r.integration_id = m.integration_id and r.stream = m.stream and r.external_id = m.<id>
                            and r.absence <> 'present'
                        """)
                .define("table", table)
                .define("id", id)
                .bind("integration", integrationId)
                .bind("stream", stream)
                .execute();
    }

    private static int hideChildren(Handle handle, UUID integrationId, StreamDeclaration parent, ChildStream child) {
        String column = child.parentColumn().orElse(null);
        String entity = child.record().entity();
        boolean isMapped = column != null && entity != null;
        return handle.createUpdate("""
                        update work.records r
                        set absence = p.absence, absence_reason = p.absence_reason, deleted_at = now()
                        from work.records p <join>
                        where p.integration_id = :integration and p.stream = :parent and p.absence <> 'present'
                            and r.integration_id = :integration and r.stream = :stream and <of>
                            and r.absence in ('present', 'archived', 'access_lost') and r.absence <> p.absence
                        """)
                .define(
                        "join",
                        isMapped
                                ? "join work." + entity + " c on c.integration_id = :integration and c.stream = :stream"
                                        + " and c." + column + " = p.external_id"
                                : "")
                .define("of", isMapped ? "r.external_id = c.external_id" : "r.parent_id = p.external_id")
                .bind("integration", integrationId)
                .bind("parent", parent.name())
                .bind("stream", child.record().name())
                .execute();
    }

    /** What an absent record told of its children proves nothing any more. */
    private static int forgetCounts(Handle handle, UUID integrationId, StreamDeclaration parent, ChildStream child) {
        return handle.createUpdate("""
                        delete from bactrian.child_counts n using work.records p
                        where n.integration_id = :integration and n.stream = :stream and p.integration_id = :integration
                            and p.stream = :parent and p.external_id = n.parent_id and p.absence <> 'present'
                        """)
                .bind("integration", integrationId)
                .bind("parent", parent.name())
                .bind("stream", child.record().name())
                .execute();
    }
}
