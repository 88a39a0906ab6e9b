package io.bactrian;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;

/** A command of the product that was run, and what it told. */
record Ran(int exitCode, String out, String err) {
    /** Longer than any command takes on a busy machine. */
    private static final Duration LIMIT = Duration.ofMinutes(3);

    private static final Duration GRACE = Duration.ofSeconds(20);

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
        return process(LIMIT, environment, arguments);
    }

    /** Throws with what it has told when it does not end in time. */
    static Ran process(Duration limit, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        Path out = Files.createTempFile("bactrian", ".out");
        Path err = Files.createTempFile("bactrian", ".err");
        try {
            ProcessBuilder builder = new ProcessBuilder(ServiceProcess.command(List.of(arguments)))
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            boolean over = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
            int exitCode = over ? process.exitValue() : end(process);
            Ran ran = new Ran(exitCode, Files.readString(out), Files.readString(err));
            if (!over) {
                throw new IllegalStateException(
                        String.join(" ", arguments) + " did not end within " + limit.toSeconds() + " s: " + ran);
            }
            return ran;
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }

    /** With the chance to end what it has started, such as a database. */
    private static int end(Process process) throws InterruptedException {
        process.destroy();
        if (!process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
            process.destroyForcibly();
        }
        return process.waitFor();
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
