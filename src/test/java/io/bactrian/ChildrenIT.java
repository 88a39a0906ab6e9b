package io.bactrian;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.access.Caller;
import io.bactrian.connection.Integration;
import io.bactrian.run.RunOutcome;
import io.bactrian.run.RunReport;
import io.bactrian.run.SyncMode;
import io.bactrian.simulate.Fault;
import io.bactrian.simulate.jira.JiraSettings;
import io.bactrian.validation.ValidationMode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Children that pages cut short are completed, and fetched again only when their parent has changed.
 *
 * <p>Field complaints: 17, 18, 19 (histories, comments and worklogs that a page cuts short), 37, 38 (requests for children of
 * records that nobody changed).
 */
class ChildrenIT {
    private static final int ISSUES = 120;
    private static final List<String> CHILD_REQUESTS =
            List.of("{id}/comment", "{id}/worklog", "/worklog/list", "/changelog/bulkfetch");

    @TempDir
    Path directory;

    private RunningService running;
    private Integration integration;

    @BeforeEach
    void start() {
        running = RunningService.start(directory, JiraSettings.defaults().withIssues(ISSUES), Map.of());
        integration = running.connect();
    }

    @AfterEach
    void stop() {
        running.close();
    }

    @Test
    void everyChildThatAPageCutShortIsBroughtOver() {
        RunReport run = running.sync(integration, SyncMode.FULL);

        assertThat(run.outcome()).as(run.toString()).isEqualTo(RunOutcome.IN_SYNC);
        assertThat(asked()).isPositive();
        assertThat(held()).isEqualTo(counts());
    }

    @Test
    @Tag("proof")
    void childrenOfUnchangedParentsAreNotAskedForAgain() {
        running.sync(integration, SyncMode.FULL);
        running.jira().exchanges().reset();

        RunReport again = running.sync(integration, SyncMode.FULL);

        assertThat(again.outcome()).as(again.toString()).isEqualTo(RunOutcome.IN_SYNC);
        assertThat(asked()).isZero();
        assertThat(held()).isEqualTo(counts());
    }

    @Test
    void onlyTheChildrenOfAChangedParentAreAskedForAgain() {
        running.sync(integration, SyncMode.FULL);
        running.jira().site().comment(longDiscussed());
        running.jira().exchanges().reset();

        RunReport again = running.sync(integration, SyncMode.FULL);

        assertThat(again.outcome()).as(again.toString()).isEqualTo(RunOutcome.IN_SYNC);
        assertThat(running.jira().exchanges().count("/comment")).isEqualTo(2);
        assertThat(held()).isEqualTo(counts());
    }

    @Test
    @Tag("proof")
    void aChangedParentThatHasNoChildrenAnyMoreIsNotSaidToHaveAny() {
        running.sync(integration, SyncMode.FULL);
        String issue = shortlyDiscussed();
        running.jira().site().deleteComment(issue);

        RunReport again = running.sync(integration, SyncMode.FULL);

        assertThat(again.outcome()).as(again.toString()).isEqualTo(RunOutcome.IN_SYNC);
        assertThat(running.number(
                        "select count(*) from bactrian.child_counts where stream = 'comments' and parent_id = '" + issue
                                + "'"))
                .isZero();
        assertThat(held()).isEqualTo(counts());
    }

    @Test
    @Tag("proof")
    void childrenThatCouldNotBeReadAreAskedForAgainThoughTheirParentIsUnchanged() {
        running.jira().faults().add(Fault.status(403).on("/comment").always());
        RunReport without = running.sync(integration, SyncMode.FULL);
        assertThat(without.outcome()).as(without.toString()).isNotEqualTo(RunOutcome.IN_SYNC);
        running.jira().faults().clear();

        RunReport again = running.sync(integration, SyncMode.FULL);

        assertThat(again.outcome()).as(again.toString()).isEqualTo(RunOutcome.IN_SYNC);
        assertThat(held()).isEqualTo(counts());
    }

    @Test
    void aLostChildOfAnUnchangedParentIsRepaired() {
        running.sync(integration, SyncMode.FULL);
        running.jdbi().useHandle(handle -> {
            handle.execute("create temp table lost as select external_id from work.comments where item_id = ? limit 1"
                    .replace("?", "'" + longDiscussed() + "'"));
            handle.execute("delete from work.records where stream = 'comments' and external_id in (table lost)");
            handle.execute("delete from work.comments where stream = 'comments' and external_id in (table lost)");
        });
        running.operations()
                .validateDataConsistency(
                        Caller.SYSTEM, integration.id(), ValidationMode.FULL, null, Duration.ofSeconds(60));

        running.operations().repair(Caller.SYSTEM, integration.id(), false, Duration.ofSeconds(60));

        assertThat(held()).isEqualTo(counts());
    }

    /** An issue with more comments than a page embeds. */
    private String longDiscussed() {
        return running.texts(
                        "select item_id from work.comments group by item_id order by count(*) desc, item_id limit 1")
                .get(0);
    }

    /** An issue with one comment. */
    private String shortlyDiscussed() {
        return running.texts(
                        "select item_id from work.comments group by item_id having count(*) = 1 order by item_id limit 1")
                .get(0);
    }

    private long asked() {
        return CHILD_REQUESTS.stream()
                .mapToLong(running.jira().exchanges()::count)
                .sum();
    }

    private Map<String, Long> counts() {
        Map<String, Long> counts = running.jira().site().counts();
        return Map.of(
                "comments", counts.get("comments"),
                "worklogs", counts.get("worklogs"),
                "changes", counts.get("changes"));
    }

    private Map<String, Long> held() {
        return Map.of("comments", held("comments"), "worklogs", held("worklogs"), "changes", held("changes"));
    }

    private long held(String stream) {
        return running.number(
                "select count(*) from work.records where absence = 'present' and stream = '" + stream + "'");
    }
}
