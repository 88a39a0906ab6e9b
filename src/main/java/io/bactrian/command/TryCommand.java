package io.bactrian.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tries a file on one live page of an integration before it runs. */
@Command(
        name = "try",
        description = "Has the running service read one page of an integration by a file that does not run yet.",
        mixinStandardHelpOptions = true,
        footer = {
            "%nNothing is stored: shown are the records of the page, mapped, and what would differ from what is stored.",
            "Exits with 1 when a stored record would be changed or one cannot be stored, with 4 when the file is broken.",
            "%nExample:",
            "  bactrian routes try draft/help-desk/streams/tickets.yaml --integration 3f6c1a52-9d0b-4a57-8a3e-5b1f0c2d4e6f"
        })
public final class TryCommand implements Callable<Integer> {
    private static final Table STREAMS = Table.of("stream", "records", "added", "different", "equal", "quarantined");
    private static final Table DIFFERENCES =
            Table.of("stream", "record=/externalId", "where=/pointer", "stored=/local", "now=/external");

    @Mixin
    private ServiceOptions service;

    @Parameters(paramLabel = "FILE", description = "The file, in a directory named after its tool, wherever that lies.")
    private Path file;

    @Option(names = "--integration", required = true, paramLabel = "ID", description = "Whose page is read.")
    private String integration;

    @Option(
            names = "--stream",
            paramLabel = "NAME",
            description =
                    "Whose list is asked for; the one that the file declares, or the tool's first, when not given.")
    private @Nullable String stream;

    @Override
    public Integer call() throws InterruptedException {
        ObjectNode version = new ObjectMapper().createObjectNode().put("content", content());
        String query =
                "integrationId=" + Api.encoded(integration) + (stream == null ? "" : "&stream=" + Api.encoded(stream));
        JsonNode told = service.api().post(place() + "/check?" + query, version);
        if (service.isJson()) {
            service.print(told);
        } else {
            show(told);
        }
        return exit(told);
    }

    private String content() {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw CommandFailed.usage("the file " + file + " cannot be read", "name a file of flows or a declaration");
        }
    }

    private String place() {
        Path tool = file.toAbsolutePath().normalize().getParent();
        String name = file.getFileName().toString();
        if (tool != null && tool.endsWith("streams")) {
            tool = tool.getParent();
        }
        if (tool != null && tool.getParent() != null && tool.getParent().endsWith("variants")) {
            name = tool.getFileName() + "." + name;
            tool = tool.getParent().getParent();
        }
        if (tool == null || tool.getFileName() == null) {
            throw CommandFailed.usage(
                    "the file " + file + " is in no directory of a tool", "put it into one, such as draft/jira");
        }
        return "/routes/" + Api.encoded(tool.getFileName().toString()) + "/" + Api.encoded(name);
    }

    private void show(JsonNode told) {
        PrintWriter out = service.out();
        told.path("problems").forEach(problem -> out.println(problem(problem)));
        JsonNode page = told.path("page");
        if (page.isObject()) {
            out.println(Text.of(page.path("request")) + ", through " + String.join(", ", texts(page.path("through"))));
            out.println(STREAMS.of(page.path("streams")));
            JsonNode differences = differences(page);
            if (!differences.isEmpty()) {
                out.println(DIFFERENCES.of(differences));
            }
        }
    }

    private static String problem(JsonNode problem) {
        return Text.of(problem.path("file")) + " line " + Text.of(problem.path("line")) + ", column "
                + Text.of(problem.path("column")) + ": " + Text.of(problem.path("message"));
    }

    private static Iterable<String> texts(JsonNode array) {
        return () -> array.valueStream().map(Text::of).iterator();
    }

    /** Of each record that would be changed: what stands otherwise in its columns, and what the tool says otherwise. */
    private static JsonNode differences(JsonNode page) {
        ArrayNode differences = new ObjectMapper().createArrayNode();
        for (JsonNode row : page.path("rows")) {
            for (String kind : new String[] {"columnDifferences", "recordDifferences"}) {
                row.path(kind)
                        .forEach(difference -> differences.add(((ObjectNode) difference.deepCopy())
                                .put("stream", row.path("stream").asText())
                                .put("externalId", row.path("externalId").asText())));
            }
        }
        return differences;
    }

    private static int exit(JsonNode told) {
        if (!told.path("problems").isEmpty()) {
            return ExitCode.MISCONFIGURED;
        }
        boolean differs = told.at("/page/streams")
                .valueStream()
                .anyMatch(held -> held.path("different").asInt()
                                + held.path("quarantined").asInt()
                        > 0);
        return differs ? ExitCode.DIFFERENT : ExitCode.OK;
    }
}
