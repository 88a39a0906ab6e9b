package io.bactrian;

import io.bactrian.command.Api;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The service as its users run it: a process of its own, which can be killed. */
final class ServiceProcess implements AutoCloseable {
    static final String ADMIN_KEY = "an-administrators-key-for-tests-0123456789";
    private static final String LISTENS = "Bactrian listens on ";

    private final Process process;
    private final URI address;

    private ServiceProcess(Process process, URI address) {
        this.process = process;
        this.address = address;
    }

    /** Starts {@code serve} with these settings, and waits until it listens. */
    static ServiceProcess start(Path directory, Map<String, String> settings) throws IOException {
        return start(List.of(), directory, settings);
    }

    /** The same with further flags of the JVM. */
    static ServiceProcess start(List<String> flags, Path directory, Map<String, String> settings) throws IOException {
        Path config = configure(directory, settings);
        Process process = new ProcessBuilder(command(flags, List.of("serve", "--config", config.toString())))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        String line = output.readLine();
        while (line != null && !line.startsWith(LISTENS)) {
            line = output.readLine();
        }
        if (line == null) {
            throw new IOException("the service ended before it listened");
        }
        drain(output);
        return new ServiceProcess(process, URI.create(line.substring(LISTENS.length())));
    }

    /** Writes the settings of a service that works in a directory. */
    static Path configure(Path directory, Map<String, String> settings) throws IOException {
        return Files.writeString(
                directory.resolve("service.properties"),
                settings.entrySet().stream()
                        .map(setting -> setting.getKey() + " = " + setting.getValue())
                        .collect(Collectors.joining("\n")));
    }

    /** How a command of the product is run in a process of its own, with the flags of the container. */
    static List<String> command(List<String> arguments) {
        return command(List.of(), arguments);
    }

    private static List<String> command(List<String> flags, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m"));
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Bactrian.class.getName()));
        command.addAll(arguments);
        return command;
    }

    private static void drain(BufferedReader output) {
        Thread drain = new Thread(() -> {
            try {
                output.transferTo(java.io.Writer.nullWriter());
            } catch (IOException e) {
                // A killed process closes its output in the middle.
                if (!"Stream closed".equals(e.getMessage())) {
                    throw new UncheckedIOException(e);
                }
            }
        });
        drain.setDaemon(true);
        drain.start();
    }

    URI address() {
        return address;
    }

    Api client() {
        return new Api(address, ADMIN_KEY);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** As by kill: asks it to end; its exit code, or nothing when it is still there after {@code limit}. */
    Optional<Integer> terminate(Duration limit) throws InterruptedException {
        process.destroy();
        return ended(limit);
    }

    /** Its exit code, or nothing when it is still there after {@code limit}. */
    Optional<Integer> ended(Duration limit) throws InterruptedException {
        return process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)
                ? Optional.of(process.exitValue())
                : Optional.empty();
    }

    /** As by kill with the name of a signal. */
    void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                .inheritIO()
                .start()
                .waitFor();
    }

    /** As by kill -9. */
    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
