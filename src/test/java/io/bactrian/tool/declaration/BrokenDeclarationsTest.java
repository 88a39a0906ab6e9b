package io.bactrian.tool.declaration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong with declarations is said exactly. */
final class BrokenDeclarationsTest {
    private static final Path JIRA = Path.of("routes/jira");

    private final Declarations declarations = new Declarations();

    @TempDir
    private Path parent;

    private Path directory;

    @BeforeEach
    void copy() throws IOException {
        directory = parent.resolve("jira");
        try (Stream<Path> files = Files.walk(JIRA)) {
            for (Path file : files.toList()) {
                Files.copy(file, directory.resolve(JIRA.relativize(file).toString()));
            }
        }
    }

    @Test
    void anUnknownKeyIsNamedWithItsLineAndWhatWasMeant() throws IOException {
        replace("streams/users.yaml", "volatile:", "volatil:");

        List<Problem> problems = declarations.readSound(directory).problems();

        assertThat(problems)
                .extracting(Problem::toString)
                .containsExactly(
                        "streams/users.yaml line 7, column 1 at /volatil: unknown key volatil, did you mean volatile?");
    }

    @Test
    void aWrongValueIsNamedWithItsLine() throws IOException {
        replace("streams/users.yaml", "kind: offset", "kind: offsets");

        List<Problem> problems = declarations.readSound(directory).problems();

        assertThat(problems).singleElement().satisfies(problem -> {
            assertThat(problem.line()).isEqualTo(5);
            assertThat(problem.pointer()).isEqualTo("/paging/kind");
            assertThat(problem.message()).contains("none", "token", "offset");
        });
    }

    @Test
    void aBrokenStreamLeavesTheOthersAlone() throws IOException {
        replace("streams/users.yaml", "list:", "list: [");

        Declared declared = declarations.readSound(directory);

        assertThat(declared.tool().orElseThrow().streams())
                .containsKeys("projects", "statuses", "fields", "issues")
                .doesNotContainKey("users");
        assertThat(declared.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.file()).isEqualTo("streams/users.yaml"));
    }

    @Test
    void aBrokenToolFileLeavesNoTool() throws IOException {
        replace("tool.yaml", "category: rate_limit", "category: rate_limits");

        assertThat(declarations.readSound(directory).tool()).isEmpty();
        assertThatThrownBy(() -> declarations.read(directory))
                .isInstanceOf(DeclarationFailure.class)
                .hasMessageContaining("/refusals/3/category");
    }

    @Test
    void aStreamThatIsNotListedOrHasNoFileIsNamed() throws IOException {
        replace("tool.yaml", "  - users\n", "  - people\n");

        assertThat(problems())
                .containsExactlyInAnyOrder(
                        "tool.yaml line 88, column 5 at /streams/8: there is no file streams/people.yaml",
                        "streams/users.yaml: the stream is not listed under streams in tool.yaml");
    }

    @Test
    void aRequestWithTwoVerbsIsRefused() throws IOException {
        replace("streams/users.yaml", "list: {get: /rest/api/3/users/search}", "list: {get: /a, post: /b}");

        assertThat(problems())
                .containsExactly("streams/users.yaml line 3, column 1 at /list: a request has either get or post");
    }

    @Test
    void elementsOfAScopeThatIsNoListOrAskedForByNoVerbAreNamed() throws IOException {
        replace("tool.yaml", "projects: {post: /rest/api/3/search/approximate-count,", "projects: {");
        assertThat(problems())
                .singleElement(InstanceOfAssertFactories.STRING)
                .endsWith("at /scope/elements/projects: a request has either get or post");

        replace("tool.yaml", "    projects: {", "    jql: {get: /jql,");
        assertThat(problems())
                .singleElement(InstanceOfAssertFactories.STRING)
                .endsWith("at /scope/elements/jql: scope in tool.yaml has no list jql");
    }

    @Test
    void pagingByTokenNeedsToKnowWhereTheTokenStands() throws IOException {
        replace("streams/users.yaml", "kind: offset", "kind: token");

        assertThat(problems())
                .containsExactly("streams/users.yaml line 5, column 1 at /paging: required property 'next' not found");
    }

    @Test
    void aZoneThatTheProbeDoesNotRememberIsNamed() throws IOException {
        replace("streams/issues.yaml", "zone: timeZone", "zone: zone");

        assertThat(problems())
                .containsExactly("streams/issues.yaml at /cursor/zone: probe.account in tool.yaml has no value zone");
    }

    @Test
    void aFeedThatTellsOfAStreamThatCannotBeFetchedByIdIsNamed() throws IOException {
        replace(
                "streams/users.yaml",
                "id: /accountId",
                "id: /accountId\nfeed: {tells: {issues: {id: /issue}, projects: {id: /project}, teams: {id: /team}}}");

        assertThat(problems())
                .containsExactlyInAnyOrder(
                        "streams/users.yaml at /feed/tells/projects: the stream projects cannot be fetched by id:"
                                + " by_ids is missing",
                        "streams/users.yaml at /feed/tells/teams: there is no stream teams");
    }

    @Test
    void aFeedThatDoesNotTellWhatARecordIsListedForIsNamed() throws IOException {
        replace("streams/users.yaml", "id: /accountId", "id: /accountId\nfeed: {tells: {projects: {id: /project}}}");
        replace(
                "streams/projects.yaml",
                "entity: projects",
                "entity: projects\npartition: {of: users}\nby_ids: {get: \"/project/{ids}\", batch: 1}");

        assertThat(problems())
                .contains("streams/users.yaml at /feed/tells/projects:"
                        + " what a record of projects is listed for is not told: by_ids/parent is missing");

        replace("streams/projects.yaml", "batch: 1}", "batch: 1, parent: /user}");

        assertThat(problems()).noneMatch(problem -> problem.contains("/feed/tells"));
    }

    @Test
    void aParentThatIsNotListedBeforeIsNamed() throws IOException {
        replace(
                "streams/users.yaml",
                "id: /accountId",
                "id: /accountId\npartition: {of: projects, and: [users, issues]}");

        assertThat(problems())
                .containsExactly("streams/users.yaml at /partition/and: no stream issues is listed before this one");
    }

    @Test
    void aStreamThatWaitsForAFeedThatDoesNotExistIsNamed() throws IOException {
        replace("streams/users.yaml", "id: /accountId", "id: /accountId\ncursor: {kind: reported}");

        assertThat(problems()).containsExactly("streams/users.yaml at /cursor/kind: no feed tells of the stream");
    }

    @Test
    void aFeedThatBeginsAtSomeInstantIsNamed() throws IOException {
        replace("streams/updated_worklogs.yaml", "first: now", "first: yesterday");

        assertThat(problems())
                .containsExactly("streams/updated_worklogs.yaml at /cursor/first: now begins a cursor of kind token,"
                        + " and nothing else does");
    }

    @Test
    void aKeyWrittenTwiceIsRefused() throws IOException {
        replace("streams/users.yaml", "id: /accountId", "id: /accountId\nid: /key");

        assertThat(declarations.readSound(directory).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("Duplicate field 'id'"));
    }

    private List<String> problems() {
        return declarations.readSound(directory).problems().stream()
                .map(Problem::toString)
                .toList();
    }

    private void replace(String file, String text, String by) throws IOException {
        Path path = directory.resolve(file);
        String content = Files.readString(path);
        assertThat(content).contains(text);
        Files.writeString(path, content.replace(text, by));
    }
}
