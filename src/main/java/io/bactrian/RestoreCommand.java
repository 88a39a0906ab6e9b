package io.bactrian;

import io.bactrian.command.ExitCode;
import io.bactrian.credential.Credentials;
import io.bactrian.credential.MasterKey;
import io.bactrian.credential.Vault;
import io.bactrian.store.Maintenance;
import io.bactrian.store.backup.Contents;
import io.bactrian.store.backup.Restore;
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

/** Brings a backup back into a new data directory. */
@Command(
        name = "restore",
        description = "Brings a backup back into a data directory that holds no database yet.",
        mixinStandardHelpOptions = true,
        footer = {
            "%nWithout the key, the service will not start on what was restored until the key is put there.",
            "%nExample:",
            "  DATA_DIRECTORY=/new/data bactrian restore bactrian-2026-03-01.zip --keys /safe/master.key"
        })
final class RestoreCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "A file that backup wrote.")
    private Path file;

    @Option(names = "--keys", paramLabel = "FILE", description = "The master key, as backup --keys wrote it.")
    private @Nullable Path keys;

    @Option(names = "--config", paramLabel = "PATH", description = "Settings file of the service.")
    private Path config = Settings.usualFile();

    @Spec
    private CommandSpec command;

    @Override
    public Integer call() {
        ServiceSettings settings = new ServiceSettings(Settings.read(config, System.getenv(), Map.of()));
        BackupCommand.requireEmbedded(settings, "pg_restore");
        Restore restore = Restore.of(file);
        try (Maintenance database = Maintenance.ofNew(settings.dataDirectory())) {
            Contents contents = restored(restore, database, settings);
            command.commandLine()
                    .getOut()
                    .println("Restored " + contents.rows() + " rows of "
                            + contents.tables().size() + " tables, as of " + contents.takenAt() + ", into "
                            + settings.dataDirectory());
        }
        return ExitCode.OK;
    }

    private Contents restored(Restore restore, Maintenance database, ServiceSettings settings) {
        try {
            Contents contents = restore.into(database);
            if (keys != null) {
                MasterKey key = MasterKey.read(keys);
                new Credentials(database.jdbi(), new Vault(key)).checkKey();
                key.write(settings.dataDirectory().resolve("master.key"));
            }
            return contents;
        } catch (RuntimeException e) {
            database.discard();
            throw e;
        }
    }
}
