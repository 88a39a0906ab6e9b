package io.bactrian;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.connection.Integration;
import io.bactrian.run.RunOutcome;
import io.bactrian.run.RunReport;
import io.bactrian.simulate.jira.JiraSettings;
import io.bactrian.simulate.jira.SimulatedJira;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What Jira's boards and sprints do otherwise than one would think, each once with our tool and once with it less the cure. */
@Tag("proof")
class JiraBoardTrapsIT {
    private static final String KANBAN = "2";
    private static final String AS_BOARDS_SHOW = """
            list: {get: "/rest/agile/1.0/board/{parent}/issue", query: {fields: id}}
            paging: {kind: offset, send: startAt, size: maxResults, limit: 50, total: /total}
            partition: {of: boards, ids_per_parent: true}
            """;

    @RegisterExtension
    static final WeakenedService service = new WeakenedService(
            "jira",
            tools -> tools.withoutVariants()
                    .add("without-sprintless-boards", "tool.yaml", "(?m)^.*does not support sprints.*\\n", "")
                    .add(
                            "with-sprints-of-changed-boards",
                            "streams/sprints.yaml",
                            "partition: \\{",
                            "cursor: {kind: reported, whole_every: 7d}\npartition: {changed: true, ")
                    .add(
                            "with-what-boards-show",
                            "streams/board_issues.yaml",
                            "(?ms)^list:.*?(?=^items:)",
                            AS_BOARDS_SHOW));

    @RegisterExtension
    final JiraSide side = new JiraSide(JiraSettings.defaults().withIssues(60).withBoards(3));

    private SimulatedJira jira;
    private JiraTrial trial;

    @BeforeEach
    void takeSite() {
        jira = side.simulated();
        trial = side.trial(service.running());
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

    @Test
    void resolvedIssuesAreOnTheirKanbanBoard() {
        Integration integration = trial.connect("jira");

        assertInStep(trial.full(integration));
        assertThat(onKanban(integration))
                .containsAll(resolved())
                .hasSizeGreaterThan(resolved().size());
    }

    @Test
    void withoutTheFilterOfAKanbanBoardItsResolvedIssuesAreMissedAndTheRunIsGreen() {
        Integration integration = trial.connect("with-what-boards-show");

        assertInStep(trial.full(integration));
        assertThat(onKanban(integration)).isNotEmpty().doesNotContainAnyElementsOf(resolved());
    }

    private List<String> onKanban(Integration integration) {
        return trial.present(integration, "board_issues").stream()
                .filter(id -> id.startsWith(KANBAN + "/"))
                .map(id -> id.substring(KANBAN.length() + 1))
                .toList();
    }

    /** Those of the project that the kanban board is of. */
    private List<String> resolved() {
        String project = jira.site().projects().get(1).path("id").asText();
        return jira.site().ids().stream()
                .filter(id ->
                        jira.site().truth(id).at("/fields/project/id").asText().equals(project))
                .filter(id -> jira.site().truth(id).at("/fields/resolution").isObject())
                .toList();
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
