package io.bactrian;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README tells a new user to type does what it says, in a directory with nothing but the product in it. */
class StoryIT {
    private static final String SECTION = "## A REST tool in five minutes";
    private static final Pattern BLOCK = Pattern.compile("(?s)\n```sh\n(.*?)```");
    private static final Path JAR = Path.of(System.getProperty("bactrian.jar", "target/bactrian.jar"));

    @TempDir
    Path directory;

    @Test
    void aNewUserGetsFromAnEmptyDirectoryToASyncedRestTool() throws Exception {
        Files.createDirectory(directory.resolve("target"));
        Files.createSymbolicLink(directory.resolve("target/bactrian.jar"), JAR.toAbsolutePath());
        Files.createSymbolicLink(directory.resolve("routes"), Path.of("routes").toAbsolutePath());
        Path told = directory.resolve("told.log");

        Process shell = shell(told);
        boolean ended = shell.waitFor(5, TimeUnit.MINUTES);
        shell.descendants().forEach(ProcessHandle::destroy);

        String output = Files.readString(told);
        assertThat(ended).as(output).isTrue();
        assertThat(shell.exitValue()).as(output).isZero();
        assertThat(output)
                .containsSubsequence(
                        "ready",
                        "Outcome: in_sync, confidence 1.0000",
                        "in_sync",
                        "\"outcome\":\"in_sync\"",
                        "\"name\":\"Desk\"",
                        "Nothing to change.")
                .doesNotContain("simulated-secret");
        assertThat(directory.resolve("integrations.yaml")).content().contains("${env:CREDENTIALS_DESK}");
    }

    private Process shell(Path told) throws IOException {
        String service = freePort();
        String script = commands().replace("8090", freePort()).replace("8080", service);
        ProcessBuilder bash = new ProcessBuilder(List.of("bash", "-eu", "-o", "pipefail", "-c", script))
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(told.toFile());
        bash.environment().put("SERVER_PORT", service);
        bash.environment().put("MANAGEMENT_PORT", freePort());
        return bash.start();
    }

    private static String commands() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        String section = readme.substring(readme.indexOf(SECTION));
        int next = section.indexOf("\n## ");
        return BLOCK.matcher(next < 0 ? section : section.substring(0, next))
                .results()
                .map((MatchResult block) -> block.group(1))
                .collect(Collectors.joining());
    }

    private static String freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return Integer.toString(socket.getLocalPort());
        }
    }
}
