package io.bactrian;

import io.bactrian.api.server.PortBusy;
import io.bactrian.credential.KeyRefused;
import io.bactrian.store.DatabaseUnavailable;
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
            OpenapiCommand.class
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
    static final int OK = 0;
    static final int DIFFERENT = 1;
    static final int UNREACHABLE = 3;
    static final int MISCONFIGURED = 4;

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
        return new CommandLine(new Bactrian()).setExecutionExceptionHandler((thrown, command, parsed) -> {
            if (isConfiguration(thrown)) {
                command.getErr().println(command.getColorScheme().errorText(String.valueOf(thrown.getMessage())));
                return MISCONFIGURED;
            }
            throw thrown;
        });
    }

    /** What the person who starts the service can mend is told in one line. */
    private static boolean isConfiguration(Exception thrown) {
        return thrown instanceof SettingRefused
                || thrown instanceof DatabaseUnavailable
                || thrown instanceof KeyRefused
                || thrown instanceof PortBusy
                || thrown instanceof StartFailed
                || thrown instanceof IllegalArgumentException;
    }

    @Override
    public void run() {
        throw new ParameterException(specification.commandLine(), "Name a command, or see --help.");
    }
}
