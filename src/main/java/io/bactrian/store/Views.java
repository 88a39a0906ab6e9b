package io.bactrian.store;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
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
     * Makes views, or remakes those that have changed; readers see the old one until the new one is there.
     *
     * @param kept told of each that cannot be made, as when a view of somebody else's stands on a column that is gone; the old
     *     one then stays
     */
    public void make(List<StreamView> views, BiConsumer<StreamView, JdbiException> kept) {
        List<StreamView> changed = views.stream()
                .filter(view -> !view.query().equals(made.get(view.name())))
                .toList();
        if (!changed.isEmpty()) {
            // The owner has no connections at hand: one does for all of them.
            owner.get().useHandle(handle -> changed.forEach(view -> make(handle, view, kept)));
        }
    }

    private void make(Handle owner, StreamView view, BiConsumer<StreamView, JdbiException> kept) {
        try {
            owner.useTransaction(handle -> {
                handle.execute("set local lock_timeout = '5s'");
                // The catalogue takes no two writers of one view.
                handle.select("select pg_advisory_xact_lock(hashtext(?))", view.name())
                        .mapTo(String.class)
                        .list();
                replace(handle, "work." + StreamView.identifier(view.name()), view.query());
            });
            made.put(view.name(), view.query());
        } catch (JdbiException e) {
            kept.accept(view, e);
        }
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
