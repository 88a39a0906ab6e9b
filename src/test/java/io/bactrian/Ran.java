package io.bactrian;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/** A command of the product that was run, and what it told. */
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

    /** A command in a process of its own, as from a shell. */
    static Ran process(String... arguments) throws IOException, InterruptedException {
        return process(Map.of(), arguments);
    }

    static Ran process(Map<String, String> environment, String... arguments) throws IOException, InterruptedException {
        Path err = Files.createTempFile("bactrian", ".err");
        ProcessBuilder builder =
                new ProcessBuilder(ServiceProcess.command(List.of(arguments))).redirectError(err.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Ran ran = new Ran(process.waitFor(), out, Files.readString(err));
        Files.delete(err);
        return ran;
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
