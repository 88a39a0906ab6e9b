package io.bactrian;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bactrian.consistency.StreamCertificate;
import io.bactrian.run.RunOutcome;
import io.bactrian.run.RunReport;
import io.bactrian.simulate.VendorContract;
import io.bactrian.simulate.asana.AsanaContract;
import io.bactrian.simulate.asana.AsanaSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Asana from connection to certificate, by its declarations alone. */
class AsanaIT extends WithAsana {
    private static final Map<String, String> STREAMS = Map.of(
            "workspaces", "workspace",
            "teams", "team",
            "users", "user",
            "tags", "tag",
            "projects", "project",
            "sections", "section",
            "custom_fields", "custom_field",
            "custom_field_settings", "custom_field_setting",
            "attachments", "attachment",
            "time_tracking_entries", "time_tracking_entry");

    @Test
    void everyRecordIsStoredAndEveryRequestIsOneThatTheVendorDescribes() throws Exception {
        VendorContract contract = AsanaContract.load();
        contract.watch(side.simulated().exchanges());
        String deepest = subtaskOf(subtaskOf(subtaskOf(asana.change("create_loose", ""))));
        asana.change("comment", deepest);
        connect();
        List<String> asked = new CopyOnWriteArrayList<>();
        side.simulated().exchanges().listen(exchange -> asked.add(exchange.path()));

        RunReport first = synced.full();

        assertThat(first.outcome()).as(first.toString()).isEqualTo(RunOutcome.IN_SYNC);
        assertThat(contract.violations()).isEmpty();
        for (Map.Entry<String, String> stream : STREAMS.entrySet()) {
            assertThat(synced.ids(stream.getKey()))
                    .as(stream.getKey())
                    .containsExactlyInAnyOrderElementsOf(asana.gids(stream.getValue()));
        }
        List<String> tasks = new ArrayList<>(synced.ids("tasks"));
        tasks.addAll(synced.ids("loose_tasks"));
        tasks.addAll(synced.ids("subtasks"));
        assertThat(tasks).contains(deepest).containsExactlyInAnyOrderElementsOf(listedTasks());
        assertThat(asked).filteredOn(path -> path.endsWith("/subtasks")).hasSize((int) asana.gids("task").stream()
                .filter(gid -> isListed(gid)
                        && asana.truth("task", gid).path("num_subtasks").asInt() > 0)
                .count());
        assertThat(synced.ids("comments"))
                .isNotEmpty()
                .allMatch(gid -> type("story", gid).equals("comment"));
    }

    @Test
    void aTaskIsMappedToAnItem() {
        connect();
        String task = asana.change("create", asana.gids("project").get(0));
        asana.addToProject(task, asana.gids("project").get(1));
        asana.change("complete", task);

        synced.full();

        String where = " from work.items where external_id = '" + task + "'";
        assertThat(synced.texts("select title" + where))
                .containsExactly(asana.truth("task", task).path("name").asText());
        assertThat(synced.texts("select status_category" + where)).containsExactly("done");
        assertThat(synced.texts("select array_to_string(project_ids, ' ')" + where))
                .containsExactly(String.join(" ", asana.gids("project")));
        String section =
                asana.truth("task", task).at("/memberships/0/section/gid").asText();
        assertThat(synced.texts("select status" + where))
                .containsExactly(asana.truth("section", section).path("name").asText());
    }

    @Test
    void whatEventsTellOfIsFetchedEvenWithoutAnInstantOfChange() {
        String task = asana.change("create", asana.gids("project").get(0));
        String gone = asana.change("create", asana.gids("project").get(0));
        connect();
        synced.full();
        synced.incremental();
        asana.addToProject(task, asana.gids("project").get(1));
        asana.change("delete", gone);
        String made = asana.change("create", asana.gids("project").get(1));

        synced.incremental();

        assertThat(synced.texts(
                        "select cardinality(project_ids)::text from work.items where external_id = '" + task + "'"))
                .containsExactly("2");
        assertThat(synced.ids("tasks")).contains(made).doesNotContain(gone);
        assertThat(synced.texts("select absence from work.records where external_id = '" + gone + "'"))
                .containsExactly("deleted");
    }

    @Test
    void aLostTokenHasTheTasksReadAgainAndTheRunGoesOn() {
        connect();
        synced.full();
        synced.incremental();
        String task = asana.gids("task").get(0);
        asana.change("rename", task);
        asana.change("lose_tokens", "");

        RunReport run = synced.incremental();

        assertThat(run.outcome()).as(run.toString()).isNotEqualTo(RunOutcome.FAILED);
        assertThat(synced.title(task))
                .isEqualTo(asana.truth("task", task).path("name").asText());
        assertThat(failures()).isZero();
    }

    @Test
    void commentsAndSubtasksOfAChangedTaskAreReadAgain() {
        String task = asana.change("create", asana.gids("project").get(0));
        connect();
        synced.full();
        String comment = asana.change("comment", task);
        asana.change("attach", task);
        List<String> asked = new CopyOnWriteArrayList<>();
        side.simulated().exchanges().listen(exchange -> asked.add(exchange.path()));

        synced.incremental();

        assertThat(asked)
                .filteredOn(path -> path.endsWith("/stories"))
                .containsExactly("/api/1.0/tasks/" + task + "/stories");
        assertThat(synced.ids("comments")).contains(comment);
        assertThat(synced.texts("select text from work.comments where external_id = '" + comment + "'"))
                .containsExactly(asana.truth("story", comment).path("text").asText());
        assertThat(synced.number("select count(*) from work.attachments where item_id = '" + task + "'"))
                .isEqualTo(1);
    }

    @Test
    void whatIsNotPaidForIsANamedGap() {
        side.start(AsanaSettings.defaults().withProjects(1).withTasks(5).withPremium(false));
        connect();

        RunReport run = synced.full();

        assertThat(run.outcome()).as(run.toString()).isEqualTo(RunOutcome.INCOMPLETE);
        assertThat(run.certificate().streams().stream()
                        .filter(stream -> !stream.gaps().isEmpty())
                        .map(StreamCertificate::stream))
                .contains("goals", "portfolios", "custom_fields", "time_tracking_entries")
                .doesNotContain("tasks", "comments");
    }

    private String type(String type, String gid) {
        return asana.truth(type, gid).path("type").asText();
    }

    /** Nobody lists a task that is nobody's, in no project and part of no other that is listed. */
    private List<String> listedTasks() {
        return asana.gids("task").stream().filter(this::isListed).toList();
    }

    private boolean isListed(String gid) {
        JsonNode task = asana.truth("task", gid);
        JsonNode parent = task.path("parent");
        return !task.path("projects").isEmpty()
                || (parent.isObject()
                        ? isListed(parent.path("gid").asText())
                        : task.path("assignee").isObject());
    }

    private int failures() {
        return synced.number("select count(*) from bactrian.failures where true");
    }

    @Test
    @Tag("proof")
    void manyChangesLaterBothSidesAreEqualAgain() {
        connect();
        synced.full();
        synced.incremental();

        for (int round = 0; round < 3; round++) {
            for (int change = 0; change < 25; change++) {
                asana.changeSomething();
            }
            RunReport run = synced.incremental();
            assertThat(SyncedTool.differing(run)).as("round " + round).isEmpty();
        }
        assertThat(synced.full().outcome()).isEqualTo(RunOutcome.IN_SYNC);
    }
}
