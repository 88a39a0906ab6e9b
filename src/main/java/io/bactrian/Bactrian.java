package io.bactrian;

import io.bactrian.api.server.PortBusy;
import io.bactrian.command.CommandFailed;
import io.bactrian.command.DiffCommand;
import io.bactrian.command.ExitCode;
import io.bactrian.command.FailureCommands;
import io.bactrian.command.HealthCheckCommands;
import io.bactrian.command.IntegrationCommands;
import io.bactrian.command.KeyCommands;
import io.bactrian.command.UsageCommand;
import io.bactrian.command.apply.ApplyCommand;
import io.bactrian.command.apply.ExportCommand;
import io.bactrian.command.run.RunCommands;
import io.bactrian.command.run.SyncCommand;
import io.bactrian.command.run.ValidateCommand;
import io.bactrian.credential.KeyRefused;
import io.bactrian.failure.ToolFailure;
import io.bactrian.store.DatabaseUnavailable;
import io.bactrian.store.backup.BackupFailed;
import io.bactrian.wiring.SettingRefused;
import io.bactrian.wiring.StartFailed;
import io.bactrian.wiring.Version;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line of Bactrian. */
@Command(
        name = "bactrian",
        description = "Keeps Jira, Asana, Trello and any REST tool in step with your PostgreSQL, and proves it.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {
            ServeCommand.class,
            DemoCommand.class,
            SimulateCommand.class,
            BenchCommand.class,
            HealthCommand.class,
            IntegrationCommands.class,
            SyncCommand.class,
            ValidateCommand.class,
            DiffCommand.class,
            RunCommands.class,
            FailureCommands.class,
            HealthCheckCommands.class,
            UsageCommand.class,
            KeyCommands.class,
            ApplyCommand.class,
            ExportCommand.class,
            MigrateCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            OpenapiCommand.class,
            RoutesCommand.class
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:ok",
            "1:finished with differences or gaps",
            "2:wrong usage",
            "3:the service is not reachable or refuses",
            "4:a setting is wrong"
        })
public final class Bactrian implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Bactrian.class);

    @Spec
    private CommandSpec specification;

    /**
     * Runs one command and exits with its code.
     *
     * @param arguments the command and its options
     */
    public static void main(String[] arguments) {
        ChildJvm.endWithParent();
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        // A file after @ is one of ours, not more of the command line.
        return new CommandLine(new Bactrian())
                .setExpandAtFiles(false)
                .setExecutionExceptionHandler((thrown, command, parsed) -> {
                    command.getErr().println(command.getColorScheme().errorText(message(thrown)));
                    return exitCode(thrown);
                });
    }

    private static String message(Exception thrown) {
        if (thrown instanceof CommandFailed || isConfiguration(thrown)) {
            return String.valueOf(thrown.getMessage());
        }
        LOG.debug("the command failed", thrown);
        return "unexpected: " + thrown;
    }

    private static int exitCode(Exception thrown) {
        if (thrown instanceof CommandFailed failed) {
            return failed.exitCode();
        }
        return isConfiguration(thrown) ? ExitCode.MISCONFIGURED : ExitCode.REFUSED;
    }

    /** What the person who starts the service can mend is told in one line. */
    private static boolean isConfiguration(Exception thrown) {
        return thrown instanceof SettingRefused
                || thrown instanceof DatabaseUnavailable
                || thrown instanceof KeyRefused
                || thrown instanceof PortBusy
                || thrown instanceof BackupFailed
                || thrown instanceof StartFailed
                || thrown instanceof ToolFailure.ConfigurationFailure
                || thrown instanceof IllegalArgumentException;
    }

    @Override
    public void run() {
        throw new ParameterException(specification.commandLine(), "Name a command, or see --help.");
    }
}
