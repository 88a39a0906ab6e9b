package io.bactrian.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options of every command that talks to the service: where it is, who asks, and how the answer is shown. */
public final class ServiceOptions {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** How an answer is shown. */
    enum Output {
        table,
        json
    }

    @Option(
            names = "--url",
            paramLabel = "URL",
            defaultValue = "${env:BACTRIAN_URL:-http://127.0.0.1:8080}",
            description = "Where the service is; BACTRIAN_URL, or http://127.0.0.1:8080, when not given.")
    private URI url;

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description =
                    "API key, better as @FILE, - for standard input, or env:NAME, since others see the command line;"
                            + " BACTRIAN_KEY when not given.")
    private @Nullable String key;

    @Option(
            names = {"-o", "--output"},
            defaultValue = "table",
            description = "How the answer is shown: ${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE}).")
    private Output output;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    public Api api() {
        return new Api(address(), apiKey());
    }

    private URI address() {
        String scheme = String.valueOf(url.getScheme());
        if (!scheme.matches("https?") || url.getHost() == null) {
            throw CommandFailed.usage(
                    "--url " + url + " is no address of a service", "give one such as http://127.0.0.1:8080");
        }
        return URI.create(url.toString().replaceAll("/+$", ""));
    }

    private String apiKey() {
        String given = key == null ? System.getenv("BACTRIAN_KEY") : Given.referred("--key", key);
        if (given == null || given.isBlank()) {
            throw CommandFailed.usage("there is no API key", "set BACTRIAN_KEY, or give --key @FILE");
        }
        return given;
    }

    public boolean isJson() {
        return output == Output.json;
    }

    public PrintWriter out() {
        return command.commandLine().getOut();
    }

    public PrintWriter err() {
        return command.commandLine().getErr();
    }

    /** Shows a list: its items as a table, or the answer as it is. */
    public void print(JsonNode list, Table table) {
        if (isJson()) {
            print(list);
            return;
        }
        out().println(table.of(list.path("items")));
        if (list.path("next").isTextual()) {
            err().println("There are more; see them with a higher --limit.");
        }
    }

    /** Shows one thing. */
    public void print(JsonNode thing) {
        out().println(isJson() ? pretty(thing) : Table.ofMembers(thing));
    }

    /** Says what was done, where there is nothing to show. */
    public void done(String what) {
        if (!isJson()) {
            out().println(what);
        }
    }

    private static String pretty(JsonNode json) {
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of JSON can always be written", e);
        }
    }
}
