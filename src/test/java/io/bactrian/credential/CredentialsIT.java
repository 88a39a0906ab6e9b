package io.bactrian.credential;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bactrian.store.FreshDatabase;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Credentials at rest: unreadable, and bound to their row and to the master key. */
class CredentialsIT {
    private static final String RIGHT = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    private static final String WRONG = "//79/Pv6+fj39vX08/Lx8O/u7ezr6uno5+bl5OPi4eA=";
    private static final JsonNode SECRET = new ObjectMapper().createObjectNode().put("apiToken", "canary-4711");
    private static FreshDatabase database;

    @BeforeAll
    static void open() {
        database = FreshDatabase.create();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void aCredentialIsFoundAsItWasSaved() {
        UUID integration = saved();

        assertThat(credentials(RIGHT).find(integration)).contains(SECRET);
    }

    @Test
    void anIntegrationWithoutOneHasNone() {
        assertThat(credentials(RIGHT).find(UUID.randomUUID())).isEmpty();
    }

    @Test
    void nothingOfItIsReadableInTheTable() {
        saved();

        List<byte[]> stored = database.jdbi()
                .withHandle(handle -> handle.createQuery("select sealed from bactrian.credentials")
                        .mapTo(byte[].class)
                        .list());

        assertThat(stored)
                .isNotEmpty()
                .allSatisfy(row -> assertThat(new String(row, ISO_8859_1))
                        .doesNotContain("canary")
                        .doesNotContain("apiToken"));
    }

    @Test
    void aCredentialMovedToAnotherRowIsRefused() {
        UUID from = saved();
        UUID to = saved();
        database.jdbi()
                .useHandle(handle -> handle.createUpdate("""
                        update bactrian.credentials set sealed =
                            (select sealed from bactrian.credentials where integration_id = :from)
                        where integration_id = :to
                        """)
                        .bind("from", from)
                        .bind("to", to)
                        .execute());

        assertThatThrownBy(() -> credentials(RIGHT).find(to)).isInstanceOf(CredentialUnreadable.class);
    }

    @Test
    void anotherMasterKeyIsRefusedAtStart() {
        credentials(RIGHT).checkKey();

        assertThatThrownBy(() -> credentials(WRONG).checkKey())
                .isInstanceOf(KeyRefused.class)
                .hasMessageContaining("security.master-key");
    }

    @Test
    void theSameMasterKeyIsAcceptedAfterAWrongOneWasRefused() {
        credentials(RIGHT).checkKey();
        assertThatThrownBy(() -> credentials(WRONG).checkKey()).isInstanceOf(KeyRefused.class);

        assertThatCode(() -> credentials(RIGHT).checkKey()).doesNotThrowAnyException();
    }

    private static UUID saved() {
        UUID integration = database.integration();
        database.jdbi().useHandle(handle -> credentials(RIGHT).save(handle, integration, SECRET));
        return integration;
    }

    private static Credentials credentials(String key) {
        MasterKey masterKey = MasterKey.load(new MasterKeySettings(key, "", Path.of("unused")));
        return new Credentials(database.jdbi(), new Vault(masterKey));
    }
}
