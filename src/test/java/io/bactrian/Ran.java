package io.bactrian;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/** A command of the product that was run in this process, and what it told. */
record Ran(int exitCode, String out, String err) {

    static Ran command(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = Bactrian.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
        return new Ran(line.execute(arguments), out.toString(), err.toString());
    }

    /** A client command, as the administrator. */
    static Ran at(URI service, String... arguments) {
        List<String> whole = new ArrayList<>(List.of(arguments));
        whole.addAll(List.of("--url", service.toString(), "--key", ServiceProcess.ADMIN_KEY));
        return command(whole.toArray(String[]::new));
    }

    JsonNode json() {
        try {
            return new ObjectMapper().readTree(out);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the command did not answer with JSON: " + this, e);
        }
    }
}
