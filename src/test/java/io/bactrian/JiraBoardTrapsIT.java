package io.bactrian;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.connection.Integration;
import io.bactrian.run.RunOutcome;
import io.bactrian.run.RunReport;
import io.bactrian.simulate.jira.JiraSettings;
import io.bactrian.simulate.jira.SimulatedJira;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Jira's boards and sprints do otherwise than one would think, each once with our tool and once with it less the cure. */
@Tag("proof")
class JiraBoardTrapsIT {
    private static RunningService running;

    private SimulatedJira jira;
    private JiraTrial trial;

    @BeforeAll
    static void startService(@TempDir Path directory) throws IOException {
        new WeakenedTools(directory.resolve("routes"), "jira")
                .add("without-sprintless-boards", "tool.yaml", "(?m)^.*does not support sprints.*\\n", "")
                .add(
                        "with-sprints-of-changed-boards",
                        "streams/sprints.yaml",
                        "partition: \\{",
                        "cursor: {kind: reported, whole_every: 7d}\npartition: {changed: true, ");
        running = RunningService.start(directory, JiraSettings.defaults().withIssues(1), Map.of());
    }

    @AfterAll
    static void stopService() {
        running.close();
    }

    @BeforeEach
    void startSite() {
        jira = SimulatedJira.start(JiraSettings.defaults().withIssues(60).withBoards(3));
        trial = new JiraTrial(running, jira);
    }

    @AfterEach
    void stopSite() {
        jira.close();
    }

    @Test
    void aBoardThatKnowsNoSprintsIsNoFailure() {
        assertInStep(trial.full(trial.connect("jira")));
    }

    @Test
    void withoutThatRefusalABoardThatKnowsNoSprintsIsAGapForEver() {
        RunReport run = trial.full(trial.connect("without-sprintless-boards"));

        assertThat(run.outcome()).as(run.toString()).isEqualTo(RunOutcome.INCOMPLETE);
    }

    @Test
    void aSprintThatIsClosedIsSeenThoughNoIssueTellsOfIt() {
        assertThat(stateOfClosedSprint("jira")).containsExactly("closed");
    }

    @Test
    void withoutReadingSprintsWholeAClosedSprintStaysOpen() {
        assertThat(stateOfClosedSprint("with-sprints-of-changed-boards")).doesNotContain("closed");
    }

    private List<String> stateOfClosedSprint(String tool) {
        Integration integration = trial.synced(tool);
        String sprint = jira.site().boards().sprintIds().stream()
                .filter(id ->
                        !jira.site().boards().sprint(id).path("state").asText().equals("closed"))
                .findFirst()
                .orElseThrow();
        jira.site().boards().close(sprint);
        trial.incremental(integration);
        return trial.texts(integration, "select state from work.iterations where external_id = '" + sprint + "'");
    }

    private static void assertInStep(RunReport run) {
        assertThat(run.outcome()).as(run.toString()).isEqualTo(RunOutcome.IN_SYNC);
    }
}
