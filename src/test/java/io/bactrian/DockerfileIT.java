package io.bactrian;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.bactrian.command.ExitCode;
import io.bactrian.store.FreshDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the Dockerfile names is there, and its commands do outside of a container what they are to do in one. */
class DockerfileIT {
    private static final Path DOCKERFILE = Path.of("Dockerfile");

    @TempDir
    Path directory;

    @Test
    void everythingThatIsCopiedExists() throws IOException {
        List<String> sources = Files.readAllLines(DOCKERFILE).stream()
                .filter(line -> line.startsWith("COPY ") && !line.contains("--from"))
                .flatMap(line -> {
                    List<String> words = Arrays.asList(line.split(" "));
                    return words.subList(1, words.size() - 1).stream();
                })
                .toList();

        assertThat(sources)
                .isNotEmpty()
                .allSatisfy(source -> assertThat(Path.of(source)).exists());
    }

    @Test
    void theProcessIsNotRootAndListensOnAllAddresses() throws IOException {
        assertThat(Files.readString(DOCKERFILE))
                .contains("USER 10001")
                .contains("SERVER_HOST=0.0.0.0")
                .contains("VOLUME /data")
                .doesNotContain("alpine");
    }

    @Test
    void theEntryPointServesAndTheHealthCheckSeesIt() throws Exception {
        int port = freePort();
        Map<String, String> environment = Map.of(
                "SERVER_PORT", "0",
                "MANAGEMENT_PORT", Integer.toString(port),
                "DATA_DIRECTORY", directory.toString());

        Process service = start(command("ENTRYPOINT"), "serve", environment);
        try {
            assertThat(service.inputReader().readLine()).startsWith("Bactrian listens on ");
            assertThat(exitCode(start(command("CMD"), null, environment))).isZero();
        } finally {
            service.destroy();
            service.onExit().get(30, TimeUnit.SECONDS);
        }
        assertThat(exitCode(start(command("CMD"), null, environment))).isEqualTo(ExitCode.REFUSED);
    }

    private static int exitCode(Process process) throws Exception {
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** The words of an instruction; CMD means the health check's. */
    private static List<String> command(String instruction) throws IOException {
        Matcher matcher = Pattern.compile(
                        (instruction.equals("CMD") ? "HEALTHCHECK .*CMD" : "(?m)^" + instruction) + " (\\[.*])")
                .matcher(Files.readString(DOCKERFILE));
        assertThat(matcher.find()).isTrue();
        return Arrays.asList(new ObjectMapper().readValue(matcher.group(1), String[].class));
    }

    /** As in the container, only that java and the jar lie elsewhere. */
    private static Process start(
            List<String> command, @org.jspecify.annotations.Nullable String more, Map<String, String> environment)
            throws IOException {
        List<String> words = new ArrayList<>();
        for (String word : command) {
            words.add(
                    switch (word) {
                        case "java" ->
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString();
                        case "bactrian.jar" -> System.getProperty("bactrian.jar");
                        default -> word;
                    });
        }
        if (more != null) {
            words.add(more);
        }
        ProcessBuilder builder = new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.INHERIT);
        FreshDatabase.settings()
                .forEach((key, value) -> builder.environment()
                        .put(
                                key.toUpperCase(java.util.Locale.ROOT)
                                        .replace('.', '_')
                                        .replace('-', '_'),
                                value));
        builder.environment().putAll(environment);
        return builder.start();
    }
}
