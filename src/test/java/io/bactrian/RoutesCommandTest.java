package io.bactrian;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.command.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Flows and declarations are checked on the command line before anybody saves them into a running service. */
final class RoutesCommandTest {
    private static final Path OURS = Path.of("routes");

    @TempDir
    private Path parent;

    private Path routes;

    @BeforeEach
    void copy() throws IOException {
        routes = parent.resolve("routes");
        try (Stream<Path> files = Files.walk(OURS)) {
            for (Path file : files.toList()) {
                Files.copy(file, routes.resolve(OURS.relativize(file).toString()));
            }
        }
    }

    @Test
    void ourFilesAreSound() {
        Ran ran = Ran.command("routes", "check", routes.toString());

        assertThat(ran.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(ran.out()).matches("\\d+ files are sound\\.\\R");
    }

    @Test
    void eachMistakeIsOneLineThatSaysWhereItIsAndWhatWasMeant() throws IOException {
        replace("jira/connect.camel.yaml", "- split:", "- spilt:");
        replace("jira/streams/users.yaml", "paging:", "pagin:");

        Ran ran = Ran.command("routes", "check", routes.toString());

        assertThat(ran.exitCode()).isEqualTo(ExitCode.MISCONFIGURED);
        assertThat(ran.out().lines())
                .containsExactly(
                        "jira/connect.camel.yaml line 22, column 11 at /0/route/from/steps/4/spilt: unknown key spilt,"
                                + " did you mean split?",
                        "jira/streams/users.yaml line 5, column 1 at /pagin: unknown key pagin, did you mean paging?");
    }

    @Test
    void aRouteThatIsCalledAndNotThereIsTold() throws IOException {
        replace("jira/health.camel.yaml", "uri: direct:jira-call", "uri: direct:jira-cal");

        Ran ran = Ran.command("routes", "check", routes.toString());

        assertThat(ran.exitCode()).isEqualTo(ExitCode.MISCONFIGURED);
        assertThat(ran.out()).contains("the route jira-health goes through jira-cal, which is not there");
    }

    @Test
    void aDirectoryThatIsNotThereIsToldInOneLine() {
        Ran ran = Ran.command("routes", "check", parent.resolve("nowhere").toString());

        assertThat(ran.exitCode()).isEqualTo(ExitCode.MISCONFIGURED);
        assertThat(ran.err()).contains("nowhere", "does not exist").hasLineCount(1);
    }

    private void replace(String file, String text, String by) throws IOException {
        Path path = routes.resolve(file);
        assertThat(Files.readString(path)).contains(text);
        Files.writeString(path, Files.readString(path).replaceFirst(text, by));
    }
}
