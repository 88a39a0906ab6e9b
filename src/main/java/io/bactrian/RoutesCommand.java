package io.bactrian;

import io.bactrian.command.ExitCode;
import io.bactrian.failure.ToolFailure;
import io.bactrian.route.RouteCheck;
import io.bactrian.tool.declaration.Problem;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What concerns the files of flows and declarations. */
@Command(
        name = "routes",
        description = "Checks flows and declarations.",
        mixinStandardHelpOptions = true,
        footer = {"%nExample:", "  bactrian routes check routes"})
final class RoutesCommand {
    @Spec
    private CommandSpec command;

    @Command(
            description = "Holds a directory of flows and declarations to every rule that needs no running service.",
            mixinStandardHelpOptions = true,
            footer = {
                "%nEach mistake is one line: file, line, column, where, what, and what was probably meant.",
                "Exits with 4 when there is one.",
                "%nExample:",
                "  bactrian routes check routes"
            })
    int check(
            @Parameters(paramLabel = "PATH", defaultValue = "routes", description = "The directory; ${DEFAULT-VALUE}.")
                    Path path)
            throws ToolFailure {
        RouteCheck check = new RouteCheck(path);
        List<Problem> problems = check.problems();
        PrintWriter out = command.commandLine().getOut();
        problems.forEach(out::println);
        if (problems.isEmpty()) {
            out.println(check.size() + " files are sound.");
        }
        return problems.isEmpty() ? ExitCode.OK : ExitCode.MISCONFIGURED;
    }
}
