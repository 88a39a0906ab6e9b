package io.bactrian;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.run.StreamReport;
import io.bactrian.simulate.asana.AsanaSettings;
import io.bactrian.simulate.jira.JiraSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Files of Asana, whose addresses do not last; {@code without-care} is our tool but asks for them. */
@Tag("proof")
class AsanaFilesIT {
    private static final String TOOL = "tool.yaml";

    private static RunningService running;

    @RegisterExtension
    final AsanaSide side =
            new AsanaSide(AsanaSettings.defaults().withProjects(2).withTasks(4).withLimits(100_000, 50));

    @BeforeAll
    static void startService(@TempDir Path directory) throws IOException {
        new WeakenedTools(directory.resolve("routes"), "asana")
                .add("tireless", TOOL, WeakenedTools.LIMITS, "")
                .add("without-care", TOOL, WeakenedTools.LIMITS, "")
                .and("without-care", "streams/attachments.yaml", "permanent_url\"", "permanent_url,download_url\"");
        running = RunningService.start(directory, JiraSettings.defaults().withIssues(0), Map.of());
    }

    @AfterAll
    static void stopService() {
        running.close();
    }

    /** The address of a file itself is another one in every answer, good for two minutes. */
    @Test
    void filesThatStayAsTheyAreAreNotWrittenAgain() {
        assertThat(filesWrittenAgain("tireless")).isZero();
    }

    @Test
    void withoutLeavingTheirAddressesOutFilesAreWrittenAgain() {
        assertThat(filesWrittenAgain("without-care")).isPositive();
    }

    private long filesWrittenAgain(String tool) {
        side.asana().change("attach", side.asana().gids("task").get(0));
        SyncedTool synced = side.connect(running, tool);
        synced.full();
        return synced.full().streams().stream()
                .filter(stream -> stream.stream().equals("attachments"))
                .mapToLong(StreamReport::updated)
                .sum();
    }
}
