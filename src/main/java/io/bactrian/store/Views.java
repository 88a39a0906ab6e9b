package io.bactrian.store;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/** The generated views of schema {@code work}; they belong to the role that owns the schema. */
public final class Views {
    private final Supplier<Jdbi> owner;
    private final Map<String, String> made = new ConcurrentHashMap<>();

    public Views(Supplier<Jdbi> owner) {
        this.owner = owner;
    }

    /**
     * Makes a view, or remakes it when it has changed; readers see the old one until the new one is there.
     *
     * @throws JdbiException when it cannot be made, as when a view of somebody else's stands on a column that is gone; the old
     *     one then stays
     */
    public void make(StreamView view) {
        String query = view.query();
        if (query.equals(made.get(view.name()))) {
            return;
        }
        owner.get().useTransaction(handle -> {
            handle.execute("set local lock_timeout = '5s'");
            // The catalogue takes no two writers of one view.
            handle.select("select pg_advisory_xact_lock(hashtext(?))", view.name())
                    .mapTo(String.class)
                    .list();
            replace(handle, "work." + StreamView.identifier(view.name()), query);
        });
        made.put(view.name(), query);
    }

    private static void replace(Handle handle, String view, String query) {
        try {
            handle.savepoint("replaced");
            handle.execute("create or replace view " + view + " as " + query);
        } catch (JdbiException columnsMoved) {
            // Only appended columns can be replaced in place; a drop without cascade spares what stands on the view.
            handle.rollbackToSavepoint("replaced");
            handle.execute("drop view if exists " + view);
            handle.execute("create view " + view + " as " + query);
        }
        handle.execute("comment on view " + view
                + " is 'Generated after every sync: one row per record; custom fields under their names'");
        handle.execute(
                "do $$ begin if exists (select from pg_roles where rolname = 'work_reader') then grant select on "
                        + view + " to work_reader; end if; end $$");
    }
}
