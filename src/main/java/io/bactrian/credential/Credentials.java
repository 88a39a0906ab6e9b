package io.bactrian.credential;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** The integrations' credentials, sealed in the database. */
public final class Credentials {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CHECK_PLACE = "bactrian/key-check/1";
    private static final byte[] CHECK = "the master key is the right one".getBytes(StandardCharsets.UTF_8);

    private final Jdbi jdbi;
    private final Vault vault;

    public Credentials(Jdbi jdbi, Vault vault) {
        this.jdbi = jdbi;
        this.vault = vault;
    }

    /** Whether anything was ever sealed in a database, so that only one key is good for it. */
    public static boolean isSealed(Jdbi jdbi) {
        return jdbi.withHandle(handle -> handle.createQuery("select exists (select from bactrian.key_checks)")
                .mapTo(Boolean.class)
                .one());
    }

    /** Throws {@link KeyRefused} when the credentials were sealed under another master key; nothing is changed then. */
    public void checkKey() {
        byte[] stored = jdbi.inTransaction(handle -> {
            handle.createUpdate(
                            "insert into bactrian.key_checks (id, sealed) values (1, :sealed) on conflict do nothing")
                    .bind("sealed", vault.seal(CHECK_PLACE, CHECK))
                    .execute();
            return handle.createQuery("select sealed from bactrian.key_checks where id = 1")
                    .mapTo(byte[].class)
                    .one();
        });
        try {
            if (!Arrays.equals(CHECK, vault.open(CHECK_PLACE, stored))) {
                throw new KeyRefused("the master key opens something else than it should", null);
            }
        } catch (CredentialUnreadable e) {
            throw new KeyRefused(
                    "the master key is not the one the stored credentials were sealed with; give the old one by"
                            + " security.master-key or security.master-key-file",
                    e);
        }
    }

    /** Nothing is left from which it could be had again. */
    public static void destroy(Handle handle, UUID integrationId) {
        handle.createUpdate("delete from bactrian.credentials where integration_id = :integration")
                .bind("integration", integrationId)
                .execute();
    }

    public void save(Handle handle, UUID integrationId, JsonNode credentials) {
        handle.createUpdate("""
                        insert into bactrian.credentials (integration_id, sealed, updated_at)
                        values (:integration, :sealed, now())
                        on conflict (integration_id) do update set sealed = excluded.sealed, updated_at = now()
                        """)
                .bind("integration", integrationId)
                .bind(
                        "sealed",
                        vault.seal(
                                Vault.place(integrationId),
                                credentials.toString().getBytes(StandardCharsets.UTF_8)))
                .execute();
    }

    /** Throws {@link CredentialUnreadable} when what is stored was altered. */
    public Optional<JsonNode> find(UUID integrationId) {
        return jdbi.withHandle(handle -> handle.createQuery(
                                "select sealed from bactrian.credentials where integration_id = :integration")
                        .bind("integration", integrationId)
                        .mapTo(byte[].class)
                        .findOne())
                .map(stored -> read(vault.open(Vault.place(integrationId), stored)));
    }

    private static JsonNode read(byte[] plain) {
        try {
            return JSON.readTree(plain);
        } catch (IOException e) {
            // The cause would quote what it could not read.
            throw new CredentialUnreadable("a stored credential is not JSON");
        }
    }
}
