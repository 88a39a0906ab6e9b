package io.bactrian;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** The tables that a measured sync writes, and how they are made ready for the next measurement. */
final class BenchTables {
    private static final List<String> BESIDE =
            List.of("bactrian.walks", "bactrian.watermarks", "bactrian.child_counts", "bactrian.run_streams");

    private final Jdbi owner;

    BenchTables(Jdbi owner) {
        this.owner = owner;
    }

    /** Leaves no record, and nothing that tells of one. */
    void empty() {
        owner.useHandle(handle -> handle.execute("truncate " + all()));
        settle();
    }

    /** What the first sync left to the autovacuum is done before anything else is measured, and not beside it. */
    void vacuum() {
        owner.useHandle(handle -> handle.execute("vacuum (analyze) " + all()));
    }

    /** Where the role may, so that no round writes what another left; the embedded server's role may not. */
    void settle() {
        owner.useHandle(handle -> {
            if (isSuperuser(handle)) {
                handle.execute("checkpoint");
            }
        });
    }

    /** Those that records are written to, each with its column that tells when a row was written. */
    Map<String, String> written() {
        return owner.withHandle(handle -> handle.createQuery("""
                        select 'work.' || table_name
                        from information_schema.tables join information_schema.columns using (table_schema, table_name)
                        where table_schema = 'work' and table_type = 'BASE TABLE' and column_name = 'synced_at'
                        """)
                .mapTo(String.class)
                .collect(Collectors.toMap(table -> table, table -> "synced_at")));
    }

    private String all() {
        Set<String> tables = new TreeSet<>(BESIDE);
        tables.addAll(written().keySet());
        return String.join(", ", tables);
    }

    private static boolean isSuperuser(Handle handle) {
        return handle.createQuery("select rolsuper from pg_roles where rolname = current_user")
                .mapTo(Boolean.class)
                .one();
    }
}
