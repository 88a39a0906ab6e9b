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

/** The commands of a section of the README, typed by a user in a directory with nothing but the product in it. */
record ToldCommands(String section) {
    private static final Pattern BLOCK = Pattern.compile("(?s)\n```sh\n(.*?)```");
    private static final Path JAR = Path.of(System.getProperty("bactrian.jar", "target/bactrian.jar"));

    /** What they tell; none of them may fail. */
    String follow(Path directory) throws Exception {
        Files.createDirectory(directory.resolve("target"));
        Files.createSymbolicLink(directory.resolve("target/bactrian.jar"), JAR.toAbsolutePath());
        Path told = directory.resolve("told.log");

        Process shell = shell(directory, told);
        boolean ended = shell.waitFor(5, TimeUnit.MINUTES);
        shell.descendants().forEach(ProcessHandle::destroy);

        String output = Files.readString(told);
        assertThat(ended).as(output).isTrue();
        assertThat(shell.exitValue()).as(output).isZero();
        return output;
    }

    private Process shell(Path directory, Path told) throws IOException {
        String service = freePort();
        // What runs in the background would outlive a shell that a command has ended.
        String script = "trap 'kill $(jobs -p) 2>/dev/null || true' EXIT\n"
                + commands().replace("8090", freePort()).replace("8080", service);
        ProcessBuilder bash = new ProcessBuilder(List.of("bash", "-eu", "-o", "pipefail", "-c", script))
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(told.toFile());
        bash.environment().put("SERVER_PORT", service);
        bash.environment().put("MANAGEMENT_PORT", freePort());
        return bash.start();
    }

    private String commands() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        String rest = readme.substring(readme.indexOf(section));
        int next = rest.indexOf("\n## ");
        return BLOCK.matcher(next < 0 ? rest : rest.substring(0, next))
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
