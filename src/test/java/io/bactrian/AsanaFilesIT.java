package io.bactrian;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.run.StreamReport;
import io.bactrian.simulate.asana.AsanaSettings;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Files of Asana, whose addresses do not last; {@code without-care} is our tool but asks for them. */
@Tag("proof")
class AsanaFilesIT {
    private static final String TOOL = "tool.yaml";

    @RegisterExtension
    static final WeakenedService service = new WeakenedService(
            "asana",
            tools -> tools.add("tireless", TOOL, WeakenedTools.LIMITS, "")
                    .add("without-care", TOOL, WeakenedTools.LIMITS, "")
                    .and(
                            "without-care",
                            "streams/attachments.yaml",
                            "permanent_url\"",
                            "permanent_url,download_url\""));

    @RegisterExtension
    final AsanaSide side =
            new AsanaSide(AsanaSettings.defaults().withProjects(2).withTasks(4).withLimits(100_000, 50));

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
        SyncedTool synced = side.connect(service.running(), tool);
        synced.full();
        return synced.full().streams().stream()
                .filter(stream -> stream.stream().equals("attachments"))
                .mapToLong(StreamReport::updated)
                .sum();
    }
}
