package io.bactrian;

import io.bactrian.command.ExitCode;
import io.bactrian.store.Database;
import io.bactrian.wiring.ServiceSettings;
import io.bactrian.wiring.Settings;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Brings the schemas of the database up to date and ends. */
@Command(
        name = "migrate",
        description = "Brings the database up to date with database.migration-username, and ends.",
        mixinStandardHelpOptions = true,
        footer = {
            "%nA service whose own role owns the schemas does this at each start by itself.",
            "%nExample:",
            "  DATABASE_MIGRATION_USERNAME=owner DATABASE_MIGRATION_PASSWORD=... bactrian migrate"
        })
final class MigrateCommand implements Callable<Integer> {
    @Option(names = "--config", paramLabel = "PATH", description = "Settings file of the service.")
    private Path config = Settings.usualFile();

    @Spec
    private CommandSpec command;

    @Override
    public Integer call() {
        int steps = Database.migrate(new ServiceSettings(Settings.read(config, System.getenv(), Map.of())).database());
        command.commandLine()
                .getOut()
                .println(steps == 0 ? "The schemas are up to date." : "Migrated by " + steps + " steps.");
        return ExitCode.OK;
    }
}
