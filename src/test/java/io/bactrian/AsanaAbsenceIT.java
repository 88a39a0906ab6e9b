package io.bactrian;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.run.RunOutcome;
import io.bactrian.run.RunReport;
import io.bactrian.simulate.Fault;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What becomes of a task of Asana, and of what hangs on it, when it is deleted, listed nowhere or refused. */
@Tag("proof")
class AsanaAbsenceIT extends WithAsana {
    @Test
    void whatHangsOnADeletedTaskGoesWithIt() {
        String task = asana.change("create", asana.gids("project").get(0));
        String subtask = subtaskOf(task);
        String comment = asana.change("comment", task);
        String below = asana.change("comment", subtask);
        connect();
        synced.full();
        synced.incremental();
        asana.change("delete", task);

        synced.incremental();

        assertThat(synced.texts("select distinct absence from work.records where external_id in ('" + task + "', '"
                        + subtask + "', '" + comment + "', '" + below + "')"))
                .containsExactly("deleted");
        assertThat(synced.number("select count(*) from work.comments where deleted_at is null and external_id in ('"
                        + comment + "', '" + below + "')"))
                .isZero();
    }

    /** Asana shows a comment by its id, whoever lists its task. */
    @Test
    void aCommentThatAnEventToldOfIsNotHeldWithoutItsTask() {
        List<String> projects = asana.gids("project");
        String held = asana.change("create", projects.get(0));
        connect();
        synced.full();
        synced.incremental();
        String neverHeld = asana.change("create", projects.get(0));
        String ofHeld = asana.change("comment", held);
        String ofNeverHeld = asana.change("comment", neverHeld);
        asana.change("remove_from_project", held);
        asana.change("remove_from_project", neverHeld);

        synced.incremental();

        assertThat(synced.ids("comments")).doesNotContain(ofHeld, ofNeverHeld);
        assertThat(synced.texts("select absence from work.records where external_id = '" + ofHeld + "'"))
                .containsExactly("moved");
        assertThat(synced.texts("select absence from work.records where external_id = '" + ofNeverHeld + "'"))
                .containsExactly("unobserved");
        assertThat(synced.number("select count(*) from work.comments where deleted_at is null and external_id in ('"
                        + ofHeld + "', '" + ofNeverHeld + "')"))
                .isZero();

        asana.addToProject(held, projects.get(1));
        asana.addToProject(neverHeld, projects.get(1));
        synced.incremental();

        assertThat(synced.ids("comments")).contains(ofHeld, ofNeverHeld);
        assertThat(synced.texts("select external_id || ' ' || parent_id from work.records where external_id in ('"
                        + ofHeld + "', '" + ofNeverHeld + "')"))
                .containsExactlyInAnyOrder(ofHeld + " " + held, ofNeverHeld + " " + neverHeld);
    }

    /** Two listings, neither of which was complete, prove nothing; and what was not looked at is named. */
    @Test
    void aSubtaskWhoseListIsRefusedIsNotGone() {
        String task = asana.change("create", asana.gids("project").get(0));
        String subtask = subtaskOf(task);
        String deep = subtaskOf(subtask);
        connect();
        synced.full();
        side.simulated()
                .faults()
                .add(Fault.status(403).on("/tasks/" + subtask + "/subtasks").always());

        RunReport run = synced.full();

        assertThat(run.outcome()).as(run.toString()).isEqualTo(RunOutcome.INCOMPLETE);
        assertThat(synced.ids("subtasks")).contains(subtask, deep);
    }

    @Test
    void aTaskThatIsRefusedIsHiddenAndNotGoneThoughItsProjectIsSeen() {
        String task = asana.change("create", asana.gids("project").get(0));
        connect();
        synced.full();
        synced.incremental();
        asana.change("remove_from_project", task);
        side.simulated().faults().add(Fault.status(403).on("/tasks/" + task).always());

        synced.full();

        assertThat(synced.texts("select absence || ': ' || absence_reason from work.records where external_id = '"
                        + task + "'"))
                .singleElement(InstanceOfAssertFactories.STRING)
                .startsWith("access_lost: ")
                .endsWith("the tool refuses to show it");
    }
}
