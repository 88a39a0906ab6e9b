package io.bactrian;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.connection.Integration;
import io.bactrian.run.RunOutcome;
import io.bactrian.run.RunReport;
import io.bactrian.simulate.jira.JiraSettings;
import io.bactrian.simulate.jira.SimulatedSite;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What changes between the reading of a record and the sample, in which it is read again, is brought over whole. */
@Tag("proof")
class SampledChangeIT extends WithRunningService {
    @RegisterExtension
    final JiraSide side = new JiraSide(JiraSettings.defaults().withIssues(60));

    @Test
    void whatARecordLostMeanwhileIsGone() {
        SimulatedSite site = side.simulated().site();
        List<String> lose =
                site.ids().stream().filter(issue -> comments(issue).size() == 1).toList();
        List<String> lost =
                lose.stream().flatMap(issue -> comments(issue).stream()).toList();
        assertThat(lost).isNotEmpty();
        AtomicBoolean isDone = new AtomicBoolean();
        side.simulated().exchanges().listen(exchange -> {
            boolean isCensus = exchange.query().contains("fields=id");
            if (isCensus && isDone.compareAndSet(false, true)) {
                lose.forEach(site::deleteComment);
            }
        });
        JiraTrial trial = side.trial(running);

        Integration integration = trial.synced("jira");

        assertThat(isDone).isTrue();
        String present = "select external_id from work.records where stream = 'comments' and absence = 'present'";
        assertThat(trial.texts(integration, present)).isNotEmpty().doesNotContainAnyElementsOf(lost);
        RunReport next = trial.incremental(integration);
        assertThat(next.outcome()).as(next.toString()).isEqualTo(RunOutcome.IN_SYNC);
        assertThat(trial.texts(integration, present)).isNotEmpty().doesNotContainAnyElementsOf(lost);
    }

    private List<String> comments(String issue) {
        return side.simulated()
                .site()
                .truth(issue)
                .at("/fields/comment/comments")
                .findValuesAsText("id");
    }
}
