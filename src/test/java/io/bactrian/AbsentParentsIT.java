package io.bactrian;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.run.RunReport;
import io.bactrian.run.SyncMode;
import io.bactrian.simulate.asana.Asana;
import io.bactrian.simulate.asana.AsanaSettings;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is listed for records one by one, as comments and subtasks of tasks, goes in the run in which those go, and comes back with them. */
@Tag("proof")
class AbsentParentsIT extends WithRunningService {
    private static final List<String> OF_TASKS = List.of("comments", "subtasks", "attachments");

    @RegisterExtension
    final AsanaSide side =
            new AsanaSide(AsanaSettings.defaults().withProjects(2).withTasks(8));

    private Asana asana;
    private SyncedTool synced;
    private String project;
    private String task;
    private String subtask;

    @BeforeEach
    void syncAProject() {
        asana = side.asana();
        project = asana.gids("project").get(0);
        task = asana.change("create", project);
        subtask = asana.change("create_subtask", task);
        synced = side.connect(running, "asana");
    }

    @Test
    void whatHangsOnATaskThatTheListMissesGoesInTheSameRunToAnyDepth() {
        String comment = asana.change("comment", task);
        String below = asana.change("comment", subtask);
        synced.full();
        asana.change("hide_project", project);

        RunReport run = incremental();

        assertThat(absences(task, subtask, comment, below)).hasSize(4).doesNotContain("present");
        assertThat(absences(below)).isEqualTo(absences(task));
        assertThat(reason(comment)).startsWith("what it belongs to is absent: not listed and not found by its id");
        assertThat(orphans()).as(run.toString()).isZero();
        assertThat(synced.number("select count(*) from work.comments where deleted_at is null and external_id in ('"
                        + comment + "', '" + below + "')"))
                .isZero();
    }

    @Test
    void whatHangsOnATaskThatIsOfNoStreamAnyMoreIsWhereThatIs() {
        String comment = asana.change("comment", task);
        synced.full();
        asana.change("remove_from_project", task);

        incremental();

        assertThat(absences(comment, subtask))
                .containsOnly(absences(task).get(0))
                .doesNotContain("present");
        assertThat(orphans()).isZero();
    }

    @Test
    void itIsNotReadNorAskedAboutAgain() {
        for (int comments = 0; comments < 30; comments++) {
            asana.change("comment", task);
        }
        synced.full();
        asana.change("hide_project", project);

        RunReport run = incremental();

        assertThat(orphans()).isZero();
        assertThat(run.timeline().stream().map(entry -> entry.step())).doesNotContain("asked");
    }

    @Test
    void whatIsStillThereComesBackInTheRunInWhichItsParentDoes() {
        String comment = asana.change("comment", task);
        String below = asana.change("comment", subtask);
        synced.full();
        List<String> before = present();
        asana.change("hide_project", project);
        incremental();
        asana.change("show_project", project);

        incremental();

        assertThat(absences(task, subtask, comment, below)).containsOnly("present");
        assertThat(present()).containsExactlyInAnyOrderElementsOf(before);
        assertThat(synced.number("select count(*) from work.comments where deleted_at is null and external_id in ('"
                        + comment + "', '" + below + "')"))
                .isEqualTo(2);
    }

    @Test
    void whatWasDeletedMeanwhileIsGoneWhenItsParentIsBack() {
        String comment = asana.change("comment", task);
        String other = asana.change("comment", subtask);
        synced.full();
        asana.change("hide_project", project);
        incremental();
        asana.change("delete_comment", task);
        asana.change("lose_tokens", "");
        asana.change("show_project", project);

        incremental();

        assertThat(absences(task, subtask, other)).containsOnly("present");
        assertThat(absences(comment)).containsExactly("gone");
        assertThat(reason(comment)).isEqualTo("what it belongs to is back without it");
    }

    private RunReport incremental() {
        return AcceptedRun.ended(running, synced.integration().id(), SyncMode.INCREMENTAL);
    }

    private List<String> present() {
        return OF_TASKS.stream().flatMap(stream -> synced.ids(stream).stream()).toList();
    }

    /** Present ones of something that is present in no stream. */
    private int orphans() {
        return synced.number(
                "select count(*) from work.records r where absence = 'present' and stream in ('"
                        + String.join("', '", OF_TASKS) + "') and not exists (select from work.records p"
                        + " where p.integration_id = r.integration_id and p.external_id = r.parent_id and p.absence = 'present')");
    }

    private List<String> absences(String... ids) {
        return synced.texts(
                "select absence from work.records where external_id in ('" + String.join("', '", ids) + "')");
    }

    private String reason(String id) {
        return synced.texts("select absence_reason from work.records where external_id = '" + id + "'")
                .get(0);
    }
}
