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

    @Test
    void aToolDraftedOfItsDescriptionIsSoundAsItIs() throws IOException {
        Ran ran = draft("desk", "scaffold/desk.openapi.yaml");

        assertThat(ran.exitCode()).as(ran.err()).isEqualTo(ExitCode.OK);
        assertThat(ran.out())
                .contains("desk/streams/tickets.yaml", "desk/streams/comments.yaml", "desk/call.camel.yaml")
                .contains("Left out: /reports/{year}/lines: no list of what its path holds is known");
        assertSound();
        assertThat(text("desk/tool.yaml"))
                .contains("https://desk.example/api", "name: X-Desk-Key", "get: /me", "- tickets\n- comments");
        assertThat(text("desk/streams/tickets.yaml"))
                .contains(
                        "entity: items",
                        "since: \"{since?}\"",
                        "kind: token",
                        "next: /meta/next_cursor",
                        "items: /data",
                        "id: /id",
                        "changed: /updated_at",
                        "title: /subject",
                        "get: \"/tickets/{ids}\"");
        assertThat(text("desk/streams/comments.yaml"))
                .contains("get: \"/tickets/{parent}/comments\"", "of: tickets", "kind: page", "text: /body");
    }

    @Test
    void aToolDraftedOfOneAnswerIsSoundAsItIs() throws IOException {
        Ran ran = draft("desk", "scaffold/tickets.json");

        assertThat(ran.exitCode()).as(ran.err()).isEqualTo(ExitCode.OK);
        assertSound();
        assertThat(text("desk/streams/tickets.yaml"))
                .contains("get: /tickets", "items: /results", "id: /number", "changed: /modified", "kind: next_url");
    }

    @Test
    void aToolThatIsThereIsLeftAsItIs() throws IOException {
        String before = text("jira/tool.yaml");

        Ran ran = draft("jira", "scaffold/tickets.json");

        assertThat(ran.exitCode()).isEqualTo(ExitCode.MISCONFIGURED);
        assertThat(ran.err())
                .contains("jira is there already and is left as it is")
                .hasLineCount(1);
        assertThat(text("jira/tool.yaml")).isEqualTo(before);
    }

    @Test
    void whatNoToolCanBeDraftedOfIsToldInOneLine() throws IOException {
        Files.writeString(parent.resolve("empty.json"), "{\"data\": []}");

        Ran ran = Ran.command("routes", "new", "desk", "--routes", routes.toString(), "--from", parent + "/empty.json");

        assertThat(ran.exitCode()).isEqualTo(ExitCode.MISCONFIGURED);
        assertThat(ran.err()).contains("empty.json holds no array of records").hasLineCount(1);
        assertThat(routes.resolve("desk")).doesNotExist();
        assertThat(draft("No Tool", "scaffold/tickets.json").exitCode()).isEqualTo(ExitCode.MISCONFIGURED);
        assertThat(Ran.command("routes", "new", "desk").exitCode()).isEqualTo(ExitCode.USAGE);
    }

    private Ran draft(String tool, String source) {
        return Ran.command(
                "routes", "new", tool, "--routes", routes.toString(), "--from", "src/test/resources/" + source);
    }

    private void assertSound() {
        Ran check = Ran.command("routes", "check", routes.toString());
        assertThat(check.exitCode()).as(check.out()).isEqualTo(ExitCode.OK);
    }

    private String text(String file) throws IOException {
        return Files.readString(routes.resolve(file));
    }

    private void replace(String file, String text, String by) throws IOException {
        Path path = routes.resolve(file);
        assertThat(Files.readString(path)).contains(text);
        Files.writeString(path, Files.readString(path).replaceFirst(text, by));
    }
}
