package io.bactrian;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.connection.Integration;
import io.bactrian.consistency.Gap;
import io.bactrian.run.RunOutcome;
import io.bactrian.run.RunReport;
import io.bactrian.simulate.jira.JiraSettings;
import io.bactrian.simulate.jira.SimulatedSite;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A list of comments that is longer than a page, and changes between two pages: what slides over the edge is on neither. */
@Tag("proof")
class MovingListIT extends WithRunningService {
    @RegisterExtension
    final JiraSide side = new JiraSide(JiraSettings.defaults().withIssues(2));

    private SimulatedSite site;
    private JiraTrial trial;
    private Integration integration;
    private String issue;

    @BeforeEach
    void syncALongDiscussion() {
        site = side.simulated().site();
        trial = side.trial(running);
        issue = site.ids().get(0);
        for (int at = 0; at < 150; at++) {
            site.comment(issue);
        }
        integration = trial.synced("jira");
    }

    @Test
    void aCommentThatSlidesOverTheEdgeOfAPageIsNotGone() {
        assertThatOnlyTheFirstIsGone(() -> site.deleteFirstComment(issue));
    }

    @Test
    void norIsOneWhereTheTotalStaysTheSame() {
        assertThatOnlyTheFirstIsGone(() -> {
            site.deleteFirstComment(issue);
            site.comment(issue);
        });
    }

    private void assertThatOnlyTheFirstIsGone(Runnable change) {
        site.comment(issue);
        List<String> before = there();
        meanwhile(1, change);

        RunReport run = trial.incremental(integration);

        assertThat(gone()).isSubsetOf(before.get(0));
        if (run.outcome() == RunOutcome.IN_SYNC) {
            assertThat(held()).containsExactlyInAnyOrderElementsOf(there());
        }
        RunReport next = trial.incremental(integration);
        assertThat(next.outcome()).as(next.toString()).isEqualTo(RunOutcome.IN_SYNC);
        assertThat(held()).containsExactlyInAnyOrderElementsOf(there());
    }

    @Test
    void nothingIsSaidOfAListThatNeverStandsStill() {
        site.comment(issue);
        List<String> before = there();
        meanwhile(Integer.MAX_VALUE, () -> site.deleteFirstComment(issue));

        RunReport run = trial.incremental(integration);

        assertThat(run.certificate().streams().stream().flatMap(stream -> stream.gaps().stream()))
                .extracting(Gap::kind)
                .containsExactly("cut_short");
        assertThat(run.outcome()).isNotEqualTo(RunOutcome.IN_SYNC);
        assertThat(gone()).doesNotContainAnyElementsOf(there()).isSubsetOf(before);
    }

    @Test
    void whatIsDeletedFromAListThatStandsStillIsGoneInThatRun() {
        String deleted = there().get(0);
        site.deleteFirstComment(issue);

        RunReport run = trial.incremental(integration);

        assertThat(run.outcome()).as(run.toString()).isEqualTo(RunOutcome.IN_SYNC);
        assertThat(gone()).containsExactly(deleted);
        assertThat(held()).containsExactlyInAnyOrderElementsOf(there());
    }

    /** Does something after the first page was answered. */
    private void meanwhile(int times, Runnable change) {
        AtomicInteger done = new AtomicInteger();
        side.simulated().exchanges().listen(exchange -> {
            if (exchange.path().endsWith("/comment")
                    && !exchange.query().contains("startAt=100")
                    && done.getAndIncrement() < times) {
                change.run();
            }
        });
    }

    private List<String> there() {
        return site.complete(issue).at("/fields/comment/comments").findValuesAsText("id");
    }

    private List<String> held() {
        return comments("= 'present'");
    }

    private List<String> gone() {
        return comments("<> 'present'");
    }

    private List<String> comments(String absence) {
        return trial.texts(
                integration,
                "select external_id from work.records where stream = 'comments' and parent_id = '" + issue
                        + "' and absence " + absence);
    }
}
