package io.bactrian;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.connection.Integration;
import io.bactrian.connection.Integration.StreamPermission;
import io.bactrian.consistency.Gap;
import io.bactrian.consistency.StreamCertificate;
import io.bactrian.run.RunOutcome;
import io.bactrian.run.RunReport;
import io.bactrian.run.StreamReport;
import io.bactrian.run.SyncMode;
import io.bactrian.simulate.Fault;
import io.bactrian.simulate.jira.JiraSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Boards and sprints of Jira Software, which tell of nothing that happens to them. */
@Tag("proof")
class BoardsIT {
    @TempDir
    Path directory;

    private RunningService running;

    @BeforeEach
    void start() {
        // Scrum, kanban, simple, scrum.
        JiraSettings site = JiraSettings.defaults().withIssues(150).withBoards(4);
        running = RunningService.start(directory, site, Map.of());
    }

    @AfterEach
    void stop() {
        running.close();
    }

    @Test
    void everyStreamOfJiraSoftwareIsReadAndCertified() {
        RunReport run = running.sync(running.connect(), SyncMode.FULL);

        assertThat(run.outcome()).as(run.toString()).isEqualTo(RunOutcome.IN_SYNC);
        assertThat(held("boards")).hasSize(4);
        assertThat(held("board_configurations")).containsExactlyElementsOf(held("boards"));
        assertThat(held("quick_filters")).hasSize(8);
        assertThat(held("epics")).isNotEmpty();
        assertThat(running.texts("select name || ' ' || state from work.iterations where external_id = '8'"))
                .containsExactly("Sprint 8 active");
    }

    /** Two scrum boards show all sprints; the kanban board is not asked, and the simple one refuses to list any. */
    @Test
    void aSprintOfSeveralBoardsIsOneRecordThatStandsStill() {
        Integration integration = running.connect();
        StreamReport first = stream(running.sync(integration, SyncMode.FULL), "sprints");

        StreamReport second = stream(running.sync(integration, SyncMode.INCREMENTAL), "sprints");

        assertThat(held("sprints"))
                .containsExactlyElementsOf(running.jira().site().boards().sprintIds());
        assertThat(first.created()).isEqualTo(9);
        assertThat(second.unchanged()).isEqualTo(9);
        assertThat(second.created()).isZero();
        assertThat(second.updated()).isZero();
        assertThat(running.number("select count(*) from bactrian.failures")).isZero();
    }

    @Test
    void aSprintThatIsClosedIsSeenThoughNoIssueTellsOfIt() {
        Integration integration = running.connect();
        running.sync(integration, SyncMode.FULL);
        running.jira().site().boards().close("8");

        RunReport run = running.sync(integration, SyncMode.INCREMENTAL);

        assertThat(run.outcome()).as(run.toString()).isEqualTo(RunOutcome.IN_SYNC);
        assertThat(running.texts("select state from work.iterations where external_id = '8' and completed_at notnull"))
                .containsExactly("closed");
    }

    @Test
    void issuesAreOfTheSprintsThatTheyTellOf() {
        running.sync(running.connect(), SyncMode.FULL);

        assertThat(held("sprint_issues")).isNotEmpty().containsExactlyElementsOf(running.texts("""
                        select s.value ->> 'id' || '/' || r.external_id
                        from work.records r, jsonb_array_elements(
                            case jsonb_typeof(r.raw::jsonb #> '{fields,customfield_10020}') when 'array'
                            then r.raw::jsonb #> '{fields,customfield_10020}' else '[]' end) s
                        where r.stream = 'issues' order by 1
                        """));
    }

    @Test
    void issuesAreOfTheBoardsWhoseFiltersFindThem() {
        running.sync(running.connect(), SyncMode.FULL);

        assertThat(held("board_issues")).isNotEmpty().containsExactlyElementsOf(running.texts("""
                        select b.external_id || '/' || i.external_id from work.records b
                        join work.items i on i.project_ids = array[b.raw::jsonb #>> '{location,projectId}']
                        where b.stream = 'boards' order by 1
                        """));
    }

    @Test
    void aSprintThatIsDeletedIsGoneAndWithItItsIssues() {
        Integration integration = running.connect();
        running.sync(integration, SyncMode.FULL);
        running.jira().site().boards().deleteSprint("9");

        RunReport run = running.sync(integration, SyncMode.FULL);

        assertThat(run.outcome()).as(run.toString()).isEqualTo(RunOutcome.IN_SYNC);
        assertThat(held("sprints")).doesNotContain("9").hasSize(8);
        assertThat(held("sprint_issues")).noneMatch(id -> id.startsWith("9/"));
    }

    @Test
    void aSiteWithoutJiraSoftwareIsANamedGapAndTheRestIsSynced() {
        running.jira().faults().add(Fault.status(404).on("/rest/agile/").always());
        Integration integration = running.connect();

        RunReport run = running.sync(integration, SyncMode.FULL);

        assertThat(integration.permissions())
                .filteredOn(permission -> !permission.readable())
                .extracting(StreamPermission::stream)
                .contains("boards", "sprints");
        assertThat(run.outcome()).isEqualTo(RunOutcome.INCOMPLETE);
        assertThat(certificate(run, "issues").gaps()).isEmpty();
        assertThat(certificate(run, "boards").gaps()).extracting(Gap::kind).contains("not_found");
        for (String stream : List.of("board_configurations", "quick_filters", "epics", "sprints", "sprint_issues")) {
            assertThat(certificate(run, stream).gaps()).extracting(Gap::kind).contains("parents");
        }
    }

    private List<String> held(String stream) {
        return running.texts("select external_id from work.records where stream = '" + stream
                + "' and absence = 'present' order by 1");
    }

    private static StreamReport stream(RunReport run, String name) {
        return run.streams().stream()
                .filter(stream -> stream.stream().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static StreamCertificate certificate(RunReport run, String name) {
        return run.certificate().streams().stream()
                .filter(stream -> stream.stream().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
