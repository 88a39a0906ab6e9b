package io.bactrian;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README tells a new user to type does what it says, in a directory with nothing but the product in it. */
@Tag("proof")
class StoryIT {
    private static final ToldCommands STORY = new ToldCommands("## A REST tool in five minutes");

    @TempDir
    Path directory;

    @Test
    void aNewUserGetsFromAnEmptyDirectoryToASyncedRestTool() throws Exception {
        Files.createSymbolicLink(directory.resolve("routes"), Path.of("routes").toAbsolutePath());

        String output = STORY.follow(directory);

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
}
