package io.bactrian;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.connection.Integration;
import io.bactrian.run.RunOutcome;
import io.bactrian.run.RunReport;
import io.bactrian.simulate.Fault;
import io.bactrian.simulate.jira.JiraSettings;
import io.bactrian.simulate.jira.SimulatedSite;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a feed tells of worklogs, beside what their issues show of them. */
@Tag("proof")
class ToldTwiceIT extends WithRunningService {
    private static final String WORKLOGS = "/fields/worklog/worklogs";

    @RegisterExtension
    final JiraSide side = new JiraSide(JiraSettings.defaults().withIssues(200));

    private SimulatedSite site;
    private JiraTrial trial;
    private Integration integration;
    private String issue;

    @BeforeEach
    void sync() {
        site = side.simulated().site();
        trial = side.trial(running);
        integration = trial.synced("jira");
        issue = site.ids().stream()
                .filter(id -> site.truth(id).at(WORKLOGS).size() > 1)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aWorklogOfWhichIssueAndFeedTellThatItIsGoneIsTakenOffOnce() {
        site.deleteWorklogQuietly(issue);
        site.change(issue);

        RunReport run = trial.incremental(integration);

        assertThat(run.outcome()).as(run.toString()).isEqualTo(RunOutcome.IN_SYNC);
    }

    /** Jira leaves out of the answer what may not be seen, so that a refusal concerns none of those that were asked for. */
    @Test
    void aRefusedRequestForManyHidesNotTheOneThatItHappenedToName() {
        site.editWorklogQuietly(issue);
        side.simulated().faults().add(Fault.status(403).on("/worklog/list").times(1));

        RunReport refused = trial.incremental(integration);

        assertThat(trial.texts(
                        integration,
                        "select external_id from work.records where stream = 'worklogs' and absence <> 'present'"))
                .isEmpty();
        assertThat(JiraTrial.gaps(refused)).anyMatch(gap -> gap.contains("permission"));
        RunReport next = trial.incremental(integration);
        assertThat(next.outcome()).as(next.toString()).isEqualTo(RunOutcome.IN_SYNC);
    }
}
