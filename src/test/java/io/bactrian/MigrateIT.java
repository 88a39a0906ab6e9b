package io.bactrian;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.store.FreshDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The database can be brought up to date before a service that may not do it is started. */
class MigrateIT {
    @TempDir
    Path directory;

    @Test
    void anEmptyDatabaseIsMigratedAndThenUpToDate() throws Exception {
        Path config = directory.resolve("service.properties");
        Files.writeString(config, "data.directory = " + directory.resolve("data"));

        Ran first = Ran.process("migrate", "--config", config.toString());
        Ran second = Ran.process("migrate", "--config", config.toString());

        assertThat(first.exitCode()).as(first.err()).isZero();
        assertThat(first.out()).containsPattern("Migrated by \\d+ steps");
        assertThat(second.out()).contains("up to date");
    }

    @Test
    void anExternalDatabaseIsMigratedByTheRoleThatOwnsIt() throws Exception {
        Path config = ServiceProcess.configure(directory, FreshDatabase.settings());

        Ran ran = Ran.command("migrate", "--config", config.toString());

        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(ran.out()).contains("up to date");
    }
}
