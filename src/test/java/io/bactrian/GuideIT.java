package io.bactrian;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's guide to a tool of one's own, followed to the letter. */
@Tag("proof")
class GuideIT {
    private static final Path OURS = Path.of("routes");

    @TempDir
    Path directory;

    @Test
    void aToolIsDraftedEditedCheckedTriedLiveAndSyncedWithoutARestart() throws Exception {
        copyRoutes();

        String output = new ToldCommands("## A new tool in 15 minutes").follow(directory);

        assertThat(output)
                .containsSubsequence(
                        "ready",
                        "routes/desk/streams/tickets.yaml",
                        "files are sound.",
                        "unknown key pagin, did you mean paging?",
                        "/bearer/page/tickets?page=1, through sync-page, desk-call",
                        "stream   records  added  different  equal  quarantined",
                        "Tickets of the help desk.",
                        "Outcome: in_sync, confidence 1.0000",
                        "tickets")
                .doesNotContain("simulated-secret");
    }

    private void copyRoutes() throws IOException {
        try (Stream<Path> files = Files.walk(OURS)) {
            for (Path file : files.toList()) {
                Files.copy(
                        file,
                        directory
                                .resolve("routes")
                                .resolve(OURS.relativize(file).toString()));
            }
        }
    }
}
