package io.bactrian;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.command.ExitCode;
import io.bactrian.connection.Integration;
import io.bactrian.run.SyncMode;
import io.bactrian.simulate.jira.JiraSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code routes try}, whose exit code says whether a file may go live. */
class TryCommandIT {
    @TempDir
    static Path directory;

    private static RunningService running;
    private static Integration integration;

    @BeforeAll
    static void start() {
        running = RunningService.start(
                directory.resolve("data"), JiraSettings.defaults().withIssues(5), Map.of());
        integration = running.connect();
        running.sync(integration, SyncMode.FULL);
    }

    @AfterAll
    static void stop() {
        running.close();
    }

    @Test
    void aFileThatChangesNoStoredRecordEndsWithNought() throws IOException {
        Ran tried = tried(draft("streams/issues.yaml", "", ""));

        assertThat(tried.exitCode()).as(tried.err()).isEqualTo(ExitCode.OK);
        assertThat(tried.out()).contains("through sync-page, jira-call").containsPattern("issues +5 +0 +0 +5 +0");
    }

    @Test
    void aFileThatWouldChangeStoredRecordsShowsWhereAndEndsWithOne() throws IOException {
        Ran tried = tried(draft("streams/issues.yaml", "title: /fields/summary", "title: /key"));

        assertThat(tried.exitCode()).as(tried.err()).isEqualTo(ExitCode.DIFFERENT);
        assertThat(tried.out())
                .containsPattern("issues +5 +0 +5 +0 +0")
                .containsPattern("issues +\\d+ +/title +\\S.* [A-Z]+-\\d+");
    }

    @Test
    void aBrokenFileIsToldLineByLineAndEndsWithFour() throws IOException {
        Ran tried = tried(draft("streams/issues.yaml", "paging:", "pagin:"));

        assertThat(tried.exitCode()).as(tried.err()).isEqualTo(ExitCode.MISCONFIGURED);
        assertThat(tried.out())
                .contains("jira/streams/issues.yaml line 6, column 1: unknown key pagin, did you mean paging?");
    }

    @Test
    void aFlowIsTriedOnTheStreamThatIsNamed() throws IOException {
        Ran tried = tried(draft("call.camel.yaml", "", ""), "--stream", "projects");

        assertThat(tried.exitCode()).as(tried.err()).isEqualTo(ExitCode.OK);
        assertThat(tried.out()).contains("/project/search").containsPattern("projects +\\d+ +0 +0 +\\d+ +0");
    }

    @Test
    void aFileThatIsNotThereIsWrongUsage() {
        assertThat(tried(directory.resolve("jira/nothing.yaml")).exitCode()).isEqualTo(ExitCode.USAGE);
    }

    private static Ran tried(Path file, String... more) {
        String[] words = {
            "routes", "try", file.toString(), "--integration", integration.id().toString()
        };
        String[] whole = Arrays.copyOf(words, words.length + more.length);
        System.arraycopy(more, 0, whole, words.length, more.length);
        return Ran.at(running.address(), whole);
    }

    /** Ours, changed in one place, in a directory that nobody watches. */
    private static Path draft(String file, String what, String by) throws IOException {
        Path draft = directory.resolve("draft/jira").resolve(file);
        Files.createDirectories(draft.getParent());
        return Files.writeString(
                draft, Files.readString(Path.of("routes/jira").resolve(file)).replace(what, by));
    }
}
