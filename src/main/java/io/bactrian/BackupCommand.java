package io.bactrian;

import io.bactrian.command.CommandFailed;
import io.bactrian.command.ExitCode;
import io.bactrian.credential.MasterKey;
import io.bactrian.store.Maintenance;
import io.bactrian.store.backup.Backup;
import io.bactrian.store.backup.Contents;
import io.bactrian.wiring.ServiceSettings;
import io.bactrian.wiring.Settings;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Copies the embedded database to a file, whether the service runs or not. */
@Command(
        name = "backup",
        description =
                "Copies the embedded database to a file, as of one moment, while the service goes on; without its key.",
        mixinStandardHelpOptions = true,
        footer = {
            "%nThe file holds every record and every sealed credential; the key that opens those is not in it and",
            "should be kept elsewhere. An external database is backed up with pg_dump.",
            "%nExample:",
            "  bactrian backup bactrian-2026-03-01.zip --keys /safe/master.key"
        })
final class BackupCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "The file to write; it must not be there yet.")
    private Path file;

    @Option(names = "--keys", paramLabel = "FILE", description = "Writes the master key there, readable by you only.")
    private @Nullable Path keys;

    @Option(names = "--config", paramLabel = "PATH", description = "Settings file of the service.")
    private Path config = Settings.usualFile();

    @Spec
    private CommandSpec command;

    @Override
    public Integer call() {
        ServiceSettings settings = new ServiceSettings(Settings.read(config, System.getenv(), Map.of()));
        requireEmbedded(settings, "pg_dump");
        try (Maintenance database = Maintenance.of(settings.dataDirectory())) {
            if (keys != null) {
                MasterKey.existing(settings.masterKey()).write(keys);
            }
            Contents contents = new Backup(database).write(file);
            command.commandLine()
                    .getOut()
                    .println("Backed up " + contents.rows() + " rows of "
                            + contents.tables().size() + " tables to " + file
                            + (keys == null ? "; the key is not in it" : "; the key is in " + keys));
        }
        return ExitCode.OK;
    }

    static void requireEmbedded(ServiceSettings settings, String tool) {
        if (!settings.database().isEmbedded()) {
            throw CommandFailed.configuration(
                    "database.url names an external PostgreSQL, which has better tools than this command",
                    "use " + tool);
        }
    }
}
