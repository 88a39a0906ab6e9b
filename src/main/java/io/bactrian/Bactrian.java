package io.bactrian;

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
        versionProvider = Version.class)
public final class Bactrian implements Runnable {

    @Spec
    private CommandSpec specification;

    /**
     * Runs one command and exits with its code.
     *
     * @param arguments the command and its options
     */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Bactrian()).execute(arguments));
    }

    @Override
    public void run() {
        throw new ParameterException(specification.commandLine(), "Name a command, or see --help.");
    }
}
