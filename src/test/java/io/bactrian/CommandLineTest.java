package io.bactrian;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.bactrian.command.ExitCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What the command line says of itself, and how it refuses, without a service. */
class CommandLineTest {
    private static final String NOWHERE = "http://127.0.0.1:1";

    static Stream<String> commands() {
        return names("", Bactrian.commandLine());
    }

    private static Stream<String> names(String before, CommandLine line) {
        return line.getSubcommands().entrySet().stream().flatMap(command -> {
            String name = (before + " " + command.getKey()).strip();
            return Stream.concat(Stream.of(name), names(name, command.getValue()));
        });
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandExplainsItself(String command) {
        Ran help = Ran.command((command + " --help").split(" "));

        assertThat(help.exitCode()).isZero();
        assertThat(help.out()).contains("Usage: bactrian " + command);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandOfAServiceShowsAnExample(String command) {
        String help = Ran.command((command + " --help").split(" ")).out();

        assertThat(help)
                .satisfiesAnyOf(
                        text -> assertThat(text).doesNotContain("--url"),
                        text -> assertThat(text).containsPattern("Examples?:\\R  .*bactrian " + command));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "integrations", "integrations lst", "sync", "runs list --limit many"})
    void wrongUsageEndsWithTwo(String line) {
        Ran ran = Ran.command(
                Stream.of(line.split(" ")).filter(word -> !word.isEmpty()).toArray(String[]::new));

        assertThat(ran.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(ran.err()).isNotEmpty();
        assertThat(ran.out()).isEmpty();
    }

    @Test
    void aSecretOnTheCommandLineIsRefusedAndNotRepeated() {
        Ran ran = Ran.command(
                "integrations",
                "create",
                "--tool",
                "jira",
                "--name",
                "A",
                "--credentials",
                "{\"apiToken\":\"s3cret\"}");

        assertThat(ran.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(ran.err()).contains("--credentials").contains("@FILE").doesNotContain("s3cret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://host", "host:8080", "/path"})
    void anAddressThatIsNoneIsWrongUsage(String url) {
        Ran ran = Ran.command("runs", "list", "--url", url, "--key", "k");

        assertThat(ran.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(ran.err()).contains("--url").hasLineCount(2);
    }

    @Test
    void aServiceThatDoesNotAnswerIsToldInTwoLines() {
        Ran ran = Ran.command("runs", "list", "--url", NOWHERE, "--key", "k");

        assertThat(ran.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(ran.err())
                .startsWith("network: ")
                .contains(NOWHERE, "Way out: ")
                .hasLineCount(2);
    }

    @Test
    void whatAnswersWithSomethingElseThanJsonIsNoService() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        byte[] page = "<html>\u001b[31m</html>".getBytes(StandardCharsets.UTF_8);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(502, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        server.start();

        Ran ran = Ran.command(
                "runs",
                "list",
                "--key",
                "k",
                "--url",
                "http://127.0.0.1:" + server.getAddress().getPort());

        server.stop(0);
        assertThat(ran.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(ran.err())
                .contains("502", "Way out: ")
                .doesNotContain("\u001b", "html")
                .hasLineCount(2);
    }
}
