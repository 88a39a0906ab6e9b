package io.bactrian.store.backup;

import io.bactrian.store.backup.Contents.Sequence;
import io.bactrian.store.backup.Contents.Table;
import io.bactrian.store.backup.Contents.View;
import java.util.Arrays;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;

/** What there is to back up, asked of the database itself, so that a new table is never forgotten. */
final class Catalog {
    private final Handle handle;

    Catalog(Handle handle) {
        this.handle = handle;
    }

    /** Empty in a database that was never migrated. */
    String schema() {
        return handle.createQuery("""
                        select version from bactrian.migrations where success and version is not null
                        order by string_to_array(version, '.')::int[] desc limit 1
                        """).mapTo(String.class).findOne().orElseThrow();
    }

    /**
     * All tables whose rows outlive a crash; those of unlogged ones do not, so nothing depends on them. The history of the
     * migrations is made again by migrating. Numbers of transactions mean nothing in another server, which fills in its own.
     */
    List<Table> tables() {
        return handle.createQuery("""
                        select c.oid::regclass::text as name,
                            array(
                                select quote_ident(a.attname) from pg_attribute a
                                where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
                                    and a.attgenerated = '' and a.atttypid <> 'xid8'::regtype
                                order by a.attnum) as columns
                        from pg_class c join pg_namespace n on n.oid = c.relnamespace
                        where n.nspname in ('bactrian', 'work') and c.relkind = 'r' and c.relpersistence = 'p'
                            and c.oid <> 'bactrian.migrations'::regclass
                        order by name
                        """)
                .map(row -> new Table(row.getColumn("name", String.class), texts(row, "columns"), 0))
                .list();
    }

    List<Sequence> sequences() {
        return handle.createQuery("""
                        select format('%I.%I', schemaname, sequencename) as name, last_value
                        from pg_sequences where schemaname in ('bactrian', 'work') and last_value is not null
                        order by name
                        """)
                .map(row -> new Sequence(row.getColumn("name", String.class), row.getColumn("last_value", Long.class)))
                .list();
    }

    /** In the order they were made, which is that of what stands on what. */
    List<View> views() {
        return handle.createQuery("""
                        select format('%I.%I', n.nspname, c.relname) as name, pg_get_viewdef(c.oid) as query,
                            obj_description(c.oid, 'pg_class') as comment,
                            array(
                                select quote_ident(r.rolname) from aclexplode(c.relacl) a join pg_roles r on r.oid = a.grantee
                                where a.privilege_type = 'SELECT' and a.grantee <> c.relowner) as readers
                        from pg_class c join pg_namespace n on n.oid = c.relnamespace
                        where n.nspname = 'work' and c.relkind = 'v'
                        order by c.oid
                        """)
                .map(row -> new View(
                        row.getColumn("name", String.class),
                        row.getColumn("query", String.class),
                        row.getColumn("comment", String.class),
                        texts(row, "readers")))
                .list();
    }

    private static List<String> texts(RowView row, String column) {
        return Arrays.asList(row.getColumn(column, String[].class));
    }
}
