package io.bactrian;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.connection.Integration;
import io.bactrian.run.RunOutcome;
import io.bactrian.run.RunReport;
import io.bactrian.simulate.jira.JiraSettings;
import io.bactrian.simulate.jira.SimulatedJira;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A version of a record that is older than the one that is held, as a search shows it that lags behind, tells nothing of its children,
 * unless that one is absent.
 */
@Tag("proof")
class OlderVersionIT extends WithRunningService {
    @RegisterExtension
    final JiraSide side = new JiraSide(JiraSettings.defaults().withIssues(60).withIndexLag(Duration.ofHours(1)));

    private JiraTrial trial;
    private Integration integration;

    @Test
    void whatItDoesNotShowYetIsNotGone() {
        assertThatItTellsNothingAfter(side.simulated().site()::comment);
    }

    @Test
    void whatItStillShowsIsNotBack() {
        assertThatItTellsNothingAfter(side.simulated().site()::deleteComment);
    }

    /** As after the tool was restored from a copy: what was absent is there, whatever we held of it before. */
    @Test
    void ofAnIssueThatWasAbsentItBringsIssueAndChildrenBack() {
        trial = side.trial(running);
        integration = trial.synced("jira");
        String issue = side.simulated().site().ids().get(0);
        List<String> before = present(issue);
        running.jdbi()
                .useHandle(handle -> handle.execute(
                        "update work.records set absence = 'gone', deleted_at = now(), changed_at = now()"
                                + " where stream in ('issues', 'comments', 'changes') and '" + issue
                                + "' in (external_id, parent_id) and integration_id = '" + integration.id() + "'"));

        RunReport run = trial.incremental(integration);

        assertThat(run.outcome()).as(run.toString()).isEqualTo(RunOutcome.IN_SYNC);
        assertThat(trial.present(integration, "issues")).contains(issue);
        assertThat(present(issue)).isEqualTo(before);
    }

    private void assertThatItTellsNothingAfter(Consumer<String> change) {
        SimulatedJira jira = side.simulated();
        trial = side.trial(running);
        integration = trial.synced("jira");
        List<String> issues = jira.site().ids();
        String issue = issues.stream()
                .filter(id -> has(id, "/fields/worklog/worklogs") && has(id, "/fields/comment/comments"))
                .findFirst()
                .orElseThrow();
        List<String> before = present(issue);
        change.accept(issue);
        jira.site().editWorklogQuietly(issue);
        trial.incremental(integration);
        List<String> fetched = present(issue);
        assertThat(fetched)
                .as("read by its id, since a feed told of its worklog")
                .isNotEqualTo(before);
        String other = issues.get(issues.indexOf(issue) == 0 ? 1 : 0);
        running.jdbi().useHandle(handle -> {
            // As if the feed had been read minutes ago.
            handle.execute("update bactrian.watermarks set token = (token::bigint + 600000)::text"
                    + " where stream = 'updated_worklogs' and token is not null");
            // As if another issue of the page had changed.
            handle.execute(
                    "update work.records set hash = gen_random_uuid() where stream = 'issues' and external_id = ?",
                    other);
        });

        RunReport run = trial.full(integration);

        assertThat(present(issue)).as(run.toString()).isEqualTo(fetched);
    }

    private boolean has(String issue, String pointer) {
        return !side.simulated().site().truth(issue).at(pointer).isEmpty();
    }

    private List<String> present(String issue) {
        return trial.texts(
                integration,
                "select stream || ' ' || external_id from work.records where absence = 'present' and parent_id = '"
                        + issue + "' order by 1");
    }
}
