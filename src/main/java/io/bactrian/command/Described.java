package io.bactrian.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What an integration is made of, as given on the command line. */
final class Described {
    @Option(names = "--project", paramLabel = "ID", description = "Project that it belongs to.")
    private @Nullable String project;

    @Option(names = "--config", paramLabel = "JSON", description = "Its configuration, or @FILE.")
    private @Nullable String config;

    @Option(
            names = "--credentials",
            paramLabel = "JSON",
            description = "Its credential: @FILE, - for standard input, or env:NAME; never the secret itself.")
    private @Nullable String credentials;

    @Option(names = "--scope", paramLabel = "JSON", description = "What is synced, or @FILE.")
    private @Nullable String scope;

    @Option(
            names = "--sync-frequency",
            paramLabel = "FREQUENCY",
            description = "Seconds, 0 for only on request, or a cron expression with its zone.")
    private @Nullable String frequency;

    @Option(names = "--data-mapping", paramLabel = "JSON", description = "Mappings of its own, or @FILE.")
    private @Nullable String mapping;

    void into(ObjectNode request) {
        if (project != null) {
            request.put("projectId", project);
        }
        set(request, "config", Given.json("--config", config));
        set(request, "credentials", credentials == null ? null : Given.secretJson("--credentials", credentials));
        set(request, "scope", Given.json("--scope", scope));
        set(request, "dataMapping", Given.json("--data-mapping", mapping));
        if (frequency != null) {
            request.set(
                    "syncFrequency",
                    frequency.matches("\\d{1,9}")
                            ? IntNode.valueOf(Integer.parseInt(frequency))
                            : TextNode.valueOf(frequency));
        }
    }

    private static void set(ObjectNode request, String name, @Nullable JsonNode value) {
        if (value != null) {
            request.set(name, value);
        }
    }
}
