package io.bactrian.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a database is reached, and what is said when it is not. */
class DatabaseIT {
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
    void theEmbeddedServerWritesDurably() {
        List<String> values = database.jdbi()
                .withHandle(handle -> handle.createQuery("select setting from pg_settings where name in"
                                + " ('fsync', 'synchronous_commit', 'full_page_writes')")
                        .mapTo(String.class)
                        .list());

        assertThat(values).containsExactly("on", "on", "on");
    }

    @Test
    void theDriverWaitsForASilentServerAsLongAsTheSettingSays() throws SQLException {
        try (Handle handle = database.jdbi().open()) {
            assertThat(handle.getConnection().getNetworkTimeout())
                    .isEqualTo(Math.toIntExact(FreshDatabase.SILENCE.toMillis()));
        }
    }

    @Test
    void nobodyGetsIntoTheEmbeddedServerWithoutAPassword() {
        for (String user : List.of("postgres", "bactrian", "bactrian_owner")) {
            Jdbi stranger = Jdbi.create(database.database().url(), user, "");

            assertThatThrownBy(stranger::open).as(user).hasMessageContaining("password");
        }
    }

    @Test
    void aWrongPasswordIsRefusedWithoutBeingQuoted() {
        DatabaseSettings wrong =
                settings(database.database().url(), database.database().username(), "canary-password");

        assertThatThrownBy(() -> Database.open(wrong))
                .isInstanceOf(DatabaseUnavailable.class)
                .hasMessageContaining("database.url")
                .hasMessageNotContaining("canary");
    }

    @Test
    void aPasswordInTheAddressIsNotQuotedEither() {
        DatabaseSettings wrong = settings(database.database().url() + "?password=canary-password", "nobody", "");

        assertThatThrownBy(() -> Database.open(wrong))
                .isInstanceOf(DatabaseUnavailable.class)
                .hasMessageNotContaining("canary");
    }

    @Test
    void aRoleThatOwnsNothingStartsOnSchemasThatAreUpToDate() {
        Map<String, String> fresh = FreshDatabase.settings();

        assertThatCode(() -> Database.open(ofApplicationOnly(fresh)).close()).doesNotThrowAnyException();
    }

    @Test
    void aRoleThatOwnsNothingIsRefusedOnSchemasThatAreBehind() {
        Map<String, String> fresh = FreshDatabase.settings();
        Jdbi.create(
                        fresh.get("database.url"),
                        fresh.get("database.migration-username"),
                        fresh.get("database.migration-password"))
                .useHandle(handle -> handle.execute("""
                        delete from bactrian.migrations
                        where installed_rank = (select max(installed_rank) from bactrian.migrations)"""));

        assertThatThrownBy(() -> Database.open(ofApplicationOnly(fresh)))
                .isInstanceOf(DatabaseUnavailable.class)
                .hasMessageContaining("behind this release by 1")
                .hasMessageContaining("run migrate with database.migration-username");
    }

    private static DatabaseSettings ofApplicationOnly(Map<String, String> fresh) {
        return settings(fresh.get("database.url"), fresh.get("database.username"), fresh.get("database.password"));
    }

    @Test
    void anUnreachableServerIsNamed() {
        DatabaseSettings unreachable = settings("jdbc:postgresql://127.0.0.1:1/none", "nobody", "canary-password");

        assertThatThrownBy(() -> Database.open(unreachable))
                .isInstanceOf(DatabaseUnavailable.class)
                .hasMessageContaining("127.0.0.1:1")
                .hasMessageNotContaining("canary");
    }

    @Test
    void asManyServersAsOneProcessStartsHaveProgramsOfTheirOwn(@TempDir Path directory) {
        EmbeddedDatabase another = EmbeddedDatabase.start(directory);

        assertThat(directory.resolve("postgresql-binaries")).isNotEmptyDirectory();
        another.close();
    }

    private static DatabaseSettings settings(String url, String username, String password) {
        return new DatabaseSettings(
                url, username, password, "", "", 4, Duration.ofSeconds(5), Duration.ofSeconds(10), Path.of("unused"));
    }
}
