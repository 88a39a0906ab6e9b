package io.bactrian.access.key;

import io.bactrian.access.Caller;
import io.bactrian.access.Role;
import io.bactrian.store.Alongside;
import io.bactrian.store.ListPosition;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.result.RowView;
import org.jspecify.annotations.Nullable;

/** The keys as administrators list, make and withdraw them; what changes is good from the next request on. */
public final class KeyRegister {
    private static final String COLUMNS = """
            select id, name, prefix, role, projects, created_at, expires_at, last_used_at from bactrian.api_keys
            """;
    private static final String VISIBLE = "(:all or (projects is not null and projects <@ :projects::text[]))";

    private final Jdbi jdbi;

    public KeyRegister(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Who is bound to projects sees the keys within them; newest first, those after a position. */
    public List<IssuedKey> list(Caller caller, int limit, @Nullable ListPosition after) {
        return jdbi.withHandle(handle -> handle.createQuery(COLUMNS + "where " + VISIBLE + """
                                 and (:afterId::uuid is null or (created_at, id) < (:afterTime, :afterId))
                                order by created_at desc, id desc limit :limit
                                """)
                .bind("all", caller.projects() == null)
                .bindArray("projects", String.class, caller.projectList())
                .bind("afterTime", after == null ? null : after.createdAt())
                .bind("afterId", after == null ? null : after.id())
                .bind("limit", limit)
                .map(KeyRegister::issued)
                .list());
    }

    /**
     * Makes a key, which is returned this once and kept nowhere; throws {@link BeyondOwnRights}.
     *
     * @param alongside what is written with the new key
     */
    public MadeKey make(Caller caller, NewKey wanted, MadeAlongside alongside) {
        if (!wanted.isWithin(caller)) {
            throw new BeyondOwnRights();
        }
        String key = ApiKeys.newKey();
        UUID id = UUID.randomUUID();
        return jdbi.inTransaction(handle -> {
            ApiKeys.insert(handle, id, key, wanted);
            alongside.of(id).write(handle);
            return new MadeKey(find(handle, caller, id).orElseThrow(), key);
        });
    }

    /** What is written in the transaction that makes a key. */
    @FunctionalInterface
    public interface MadeAlongside {
        Alongside of(UUID id);
    }

    /** A key that was just made; it is in nobody's hands but the caller's. */
    public record MadeKey(IssuedKey issued, String key) {
        @Override
        public String toString() {
            return issued.toString();
        }
    }

    /** Withdraws a key, and the sessions it was turned into; false when there is none. Throws {@link LastAdministrator}. */
    public boolean withdraw(Caller caller, UUID id, Alongside alongside) {
        return jdbi.inTransaction(handle -> {
            List<UUID> lasting = lastingAdministrators(handle);
            if (find(handle, caller, id).isEmpty()) {
                return false;
            }
            if (lasting.equals(List.of(id))) {
                throw new LastAdministrator();
            }
            alongside.write(handle);
            return handle.createUpdate("delete from bactrian.api_keys where id = :id")
                            .bind("id", id)
                            .execute()
                    > 0;
        });
    }

    /** Locked, so that of two that withdraw each other only one succeeds. One that expires would lock everybody out one day. */
    private static List<UUID> lastingAdministrators(Handle handle) {
        return handle.createQuery("""
                        select id from bactrian.api_keys
                        where role = 'admin' and projects is null and expires_at is null
                        order by id for update
                        """).mapTo(UUID.class).list();
    }

    private static Optional<IssuedKey> find(Handle handle, Caller caller, UUID id) {
        return handle.createQuery(COLUMNS + "where id = :id and " + VISIBLE)
                .bind("id", id)
                .bind("all", caller.projects() == null)
                .bindArray("projects", String.class, caller.projectList())
                .map(KeyRegister::issued)
                .findOne();
    }

    private static IssuedKey issued(RowView row) {
        String[] projects = row.getColumn("projects", String[].class);
        return new IssuedKey(
                row.getColumn("id", UUID.class),
                row.getColumn("name", String.class),
                row.getColumn("prefix", String.class),
                Role.of(row.getColumn("role", String.class)),
                projects == null ? null : List.of(projects),
                row.getColumn("created_at", Instant.class),
                row.getColumn("expires_at", Instant.class),
                row.getColumn("last_used_at", Instant.class));
    }
}
