package io.bactrian.access.key;

import io.bactrian.access.Role;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.result.RowView;
import org.jspecify.annotations.Nullable;

/** The keys in the database, of which it holds only the hashes. */
public final class ApiKeys implements Keys {
    private static final int SHORTEST = 24;
    private static final int PREFIX_LENGTH = 7;

    private final Jdbi jdbi;

    public ApiKeys(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public @Nullable Key find(String presented) {
        if (presented.length() < SHORTEST) {
            return null;
        }
        byte[] hash = SecretHash.of(presented);
        return jdbi.inTransaction(handle -> {
            Optional<Row> row = row(handle, hash).filter(found -> MessageDigest.isEqual(found.hash, hash));
            row.ifPresent(found -> noteUse(handle, found.key.id()));
            return row.map(Row::key).orElse(null);
        });
    }

    /** A new key, which is returned this once and kept nowhere. */
    public String create(String name, Role role, @Nullable Instant expiresAt) {
        String key = newKey();
        jdbi.useTransaction(handle -> insert(handle, UUID.randomUUID(), key, new NewKey(name, role, null, expiresAt)));
        return key;
    }

    static String newKey() {
        return "bk_" + SecretHash.newSecret();
    }

    boolean hasAdministrator() {
        return jdbi.withHandle(
                handle -> handle.createQuery("""
                        select exists (select from bactrian.api_keys
                        where role = 'admin' and (expires_at is null or expires_at > now()))""").mapTo(Boolean.class).one());
    }

    /** Makes a chosen key the only one of its name; when it is that already it stays, with its sessions and answers. */
    void replace(String name, Role role, String key) {
        byte[] hash = SecretHash.of(key);
        jdbi.useTransaction(handle -> {
            handle.createUpdate("delete from bactrian.api_keys where (name = :name) <> (hash = :hash)")
                    .bind("name", name)
                    .bind("hash", hash)
                    .execute();
            if (row(handle, hash).isEmpty()) {
                insert(handle, UUID.randomUUID(), key, new NewKey(name, role, null, null));
            }
        });
    }

    void remove(String name) {
        jdbi.useTransaction(handle -> handle.createUpdate("delete from bactrian.api_keys where name = :name")
                .bind("name", name)
                .execute());
    }

    static void insert(Handle handle, UUID id, String key, NewKey wanted) {
        Set<String> projects = wanted.projects();
        handle.createUpdate("""
                        insert into bactrian.api_keys (id, name, prefix, hash, role, projects, created_at, expires_at)
                        values (:id, :name, :prefix, :hash, :role, :projects, now(), :expiresAt)""")
                .bind("id", id)
                .bind("name", wanted.name())
                .bind("prefix", key.startsWith("bk_") ? key.substring(0, PREFIX_LENGTH) : "")
                .bind("hash", SecretHash.of(key))
                .bind("role", wanted.role().word())
                .bindByType("projects", projects == null ? null : projects.toArray(String[]::new), String[].class)
                .bind("expiresAt", wanted.expiresAt())
                .execute();
    }

    private static Optional<Row> row(Handle handle, byte[] hash) {
        return handle.createQuery(
                        "select id, name, role, projects, expires_at, hash from bactrian.api_keys where hash = :hash")
                .bind("hash", hash)
                .map(Row::of)
                .findOne();
    }

    /** Once a minute at most: a row per request would cost more than the request. */
    private static void noteUse(Handle handle, UUID id) {
        handle.createUpdate("""
                        update bactrian.api_keys set last_used_at = now()
                        where id = :id and (last_used_at is null or last_used_at < now() - interval '1 minute')""").bind("id", id).execute();
    }

    /** A key with the hash that it is kept under. */
    private record Row(Key key, byte[] hash) {
        static Row of(RowView row) {
            return new Row(ApiKeys.key(row), row.getColumn("hash", byte[].class));
        }
    }

    /** The key that a row tells of. */
    public static Key key(RowView row) {
        String[] projects = row.getColumn("projects", String[].class);
        return new Key(
                row.getColumn("id", UUID.class),
                row.getColumn("name", String.class),
                Role.of(row.getColumn("role", String.class)),
                projects == null ? null : Set.of(projects),
                row.getColumn("expires_at", Instant.class));
    }
}
