package io.bactrian.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.result.RowView;
import org.jspecify.annotations.Nullable;

/** The keys in the database, of which it holds only the SHA-256: they are random and long, so a slow hash adds nothing. */
public final class ApiKeys implements Keys {
    private static final int SHORTEST = 24;
    private static final int PREFIX_LENGTH = 7;
    private static final int RANDOM_BYTES = 32;

    private final Jdbi jdbi;
    private final SecureRandom random = new SecureRandom();

    public ApiKeys(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public @Nullable Key find(String presented) {
        if (presented.length() < SHORTEST) {
            return null;
        }
        byte[] hash = hash(presented);
        return jdbi.inTransaction(handle -> {
            Optional<Row> row = row(handle, hash).filter(found -> MessageDigest.isEqual(found.hash, hash));
            row.ifPresent(found -> noteUse(handle, found.key.id()));
            return row.map(Row::key).orElse(null);
        });
    }

    /** A new key, which is returned this once and kept nowhere. */
    public String create(String name, Role role, @Nullable Instant expiresAt) {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        String key = "bk_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        jdbi.useTransaction(handle -> insert(handle, key, name, role, expiresAt));
        return key;
    }

    boolean hasAdministrator() {
        return jdbi.withHandle(
                handle -> handle.createQuery("""
                        select exists (select from bactrian.api_keys
                        where role = 'admin' and (expires_at is null or expires_at > now()))""").mapTo(Boolean.class).one());
    }

    /** Makes a chosen key the only one of its name. */
    void replace(String name, Role role, String key) {
        jdbi.useTransaction(handle -> {
            handle.createUpdate("delete from bactrian.api_keys where name = :name or hash = :hash")
                    .bind("name", name)
                    .bind("hash", hash(key))
                    .execute();
            insert(handle, key, name, role, null);
        });
    }

    void remove(String name) {
        jdbi.useTransaction(handle -> handle.createUpdate("delete from bactrian.api_keys where name = :name")
                .bind("name", name)
                .execute());
    }

    private static void insert(Handle handle, String key, String name, Role role, @Nullable Instant expiresAt) {
        handle.createUpdate("""
                        insert into bactrian.api_keys (id, name, prefix, hash, role, created_at, expires_at)
                        values (:id, :name, :prefix, :hash, :role, now(), :expiresAt)""")
                .bind("id", UUID.randomUUID())
                .bind("name", name)
                .bind("prefix", key.startsWith("bk_") ? key.substring(0, PREFIX_LENGTH) : "")
                .bind("hash", hash(key))
                .bind("role", role.word())
                .bind("expiresAt", expiresAt)
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

    private static byte[] hash(String key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java has SHA-256", missing);
        }
    }

    /** A key with the hash that it is kept under. */
    private record Row(Key key, byte[] hash) {
        static Row of(RowView row) {
            Key key = new Key(
                    row.getColumn("id", UUID.class),
                    row.getColumn("name", String.class),
                    Role.of(row.getColumn("role", String.class)),
                    projects(row),
                    row.getColumn("expires_at", Instant.class));
            return new Row(key, row.getColumn("hash", byte[].class));
        }

        private static @Nullable Set<String> projects(RowView row) {
            String[] projects = row.getColumn("projects", String[].class);
            return projects == null ? null : Set.of(projects);
        }
    }
}
