package io.bactrian.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compares two documents as the service compares records. */
@Command(
        name = "diff",
        description = "Compares two JSON documents by type, value and order; ends with 1 when they differ.",
        mixinStandardHelpOptions = true,
        footer = {
            "%nExamples:",
            "  bactrian diff local.json external.json",
            "  curl -s https://example.com/issue/1 | bactrian diff issue.json - --base synced.json"
        })
public final class DiffCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Table DIFFERENCES = Table.of("pointer", "kind", "severity", "local", "external");

    @Mixin
    private ServiceOptions service;

    @Parameters(index = "0", paramLabel = "LOCAL", description = "A JSON file, or - for standard input.")
    private String local;

    @Parameters(index = "1", paramLabel = "EXTERNAL", description = "A JSON file, or - for standard input.")
    private String external;

    @Option(names = "--base", paramLabel = "FILE", description = "What both were once; tells which side changed.")
    private @Nullable String base;

    @Option(
            names = "--unordered",
            paramLabel = "POINTER",
            description = "An array in which order means nothing, such as /labels; may be given again.")
    private @Nullable List<String> unordered;

    @Option(names = "--ignore", paramLabel = "POINTER", description = "A place not to compare; may be given again.")
    private @Nullable List<String> ignored;

    @Override
    public Integer call() throws InterruptedException {
        JsonNode compared = service.api().post("/comparisons", request());
        if (service.isJson()) {
            service.print(compared);
        } else {
            show(compared);
        }
        return compared.path("equal").asBoolean() ? ExitCode.OK : ExitCode.DIFFERENT;
    }

    private ObjectNode request() {
        if (local.equals("-") && external.equals("-")) {
            throw CommandFailed.usage("only one of the documents can be standard input", "name a file for the other");
        }
        ObjectNode request = JSON.createObjectNode();
        request.set("local", Given.document(local));
        request.set("external", Given.document(external));
        if (base != null) {
            request.set("base", Given.document(base));
        }
        options(request, "unordered", unordered);
        options(request, "ignore", ignored);
        return request;
    }

    private static void options(ObjectNode request, String name, @Nullable List<String> pointers) {
        if (pointers != null) {
            pointers.forEach(request.withObject("/options").putArray(name)::add);
        }
    }

    private void show(JsonNode compared) {
        service.out()
                .println((compared.path("equal").asBoolean() ? "equal" : "different") + ", "
                        + compared.path("compared").asText() + " values compared, confidence "
                        + compared.path("confidence").asText());
        if (!compared.path("differences").isEmpty()) {
            service.out().println(DIFFERENCES.of(compared.path("differences")));
        }
    }
}
