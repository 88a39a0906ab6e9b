package io.bactrian;

import io.bactrian.command.ExitCode;
import io.bactrian.command.TryCommand;
import io.bactrian.failure.ToolFailure;
import io.bactrian.route.RouteCheck;
import io.bactrian.route.scaffold.Scaffold;
import io.bactrian.tool.declaration.Problem;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What concerns the files of flows and declarations. */
@Command(
        name = "routes",
        description = "Checks and tries flows and declarations, and drafts new ones.",
        subcommands = TryCommand.class,
        mixinStandardHelpOptions = true,
        footer = {"%nExamples:", "  bactrian routes check routes", "  bactrian routes new help-desk --from openapi.yaml"
        })
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

    @Command(
            name = "new",
            description = "Drafts the directory of a new tool, which is sound as it is and there to be edited.",
            mixinStandardHelpOptions = true,
            footer = {
                "%nAn OpenAPI 3 document makes a stream of each operation that lists records; anything else is taken for an",
                "answer of the tool and makes one, named like the file. Exits with 4 when the tool is there already.",
                "%nExamples:",
                "  bactrian routes new help-desk --from openapi.yaml",
                "  bactrian routes new help-desk --from tickets.json"
            })
    int draft(
            @Parameters(paramLabel = "TOOL", description = "Name of the tool and of its directory.") String tool,
            @Option(names = "--from", required = true, paramLabel = "FILE", description = "What is known of it.")
                    Path source,
            @Option(
                            names = "--routes",
                            paramLabel = "PATH",
                            defaultValue = "routes",
                            description = "Where tools are; ${DEFAULT-VALUE}.")
                    Path routes)
            throws ToolFailure {
        Scaffold.Made made = new Scaffold(routes, tool).from(source);
        PrintWriter out = command.commandLine().getOut();
        made.files().forEach(file -> out.println(made.directory().resolve(file)));
        made.leftOut().forEach(path -> out.println("Left out: " + path));
        return ExitCode.OK;
    }
}
