package io.bactrian;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.connection.Integration;
import io.bactrian.run.RunOutcome;
import io.bactrian.run.RunReport;
import io.bactrian.simulate.jira.JiraSettings;
import io.bactrian.simulate.jira.SimulatedSite;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Comments and worklogs that the database refuses are a gap for as long as the tool has them, and no longer. */
@Tag("proof")
class SetAsideChildrenIT extends WithRunningService {
    private static final String COMMENTS = "comment";
    private static final String WORKLOGS = "worklog";
    private static final String NO_DATE = "a day in spring";
    /** More than come with their issue. */
    private static final int MANY = 25;

    @RegisterExtension
    final JiraSide side = new JiraSide(JiraSettings.defaults().withIssues(30));

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
                .filter(id -> all(id, COMMENTS).size() > 1 && all(id, WORKLOGS).size() > 1)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void oneThatIsDeletedIsMissedByNobody() {
        assertThatAreSetAside(1, withBadDate(issue, COMMENTS));

        site.deleteComment(issue);

        assertInSync(trial.incremental(integration));
    }

    /** What its issue holds in it refuses the issue as well. */
    @Test
    void oneThatIsDeletedAndHeldItsIssueBackIsMissedByNobody() {
        ObjectNode block = block(issue, COMMENTS);
        another(block, COMMENTS).put("note", "a\u0000b");
        site.fields().fill(issue, COMMENTS, block);
        assertThatAreSetAside(2, trial.incremental(integration));

        site.deleteComment(issue);

        assertInSync(trial.incremental(integration));
    }

    @Test
    void oneOfAnIssueThatIsDeletedIsMissedByNobody() {
        assertThatAreSetAside(1, withBadDate(issue, COMMENTS));

        site.delete(issue);

        assertInSync(trial.incremental(integration));
    }

    @Test
    void oneOfAProjectThatIsHiddenIsAGapAgainWhenThatIsBack() {
        int project = project();
        assertThatAreSetAside(1, withBadDate(issue, COMMENTS));
        site.hideProject(project, true);
        assertInSync(trial.incremental(integration));

        site.hideProject(project, false);

        assertThatAreSetAside(1, trial.incremental(integration));
    }

    @Test
    void oneThatOnlyAFeedTellsToBeDeletedIsMissedByNobody() {
        assertThatAreSetAside(1, withBadDate(issue, WORKLOGS));

        site.deleteWorklogQuietly(issue);

        assertInSync(trial.incremental(integration));
    }

    @Test
    void oneOfWhichItWasNotNotedWhoseItIsIsMissedByNobodyAfterAWholeReading() {
        assertThatAreSetAside(1, withBadDate(issue, COMMENTS));
        forgetParents();
        site.deleteComment(issue);
        trial.incremental(integration);

        assertInSync(trial.full(integration));
    }

    @Test
    void oneOfWhichItWasNotNotedWhoseItIsStaysAGapWhereItsIssueIsCutShort() {
        ObjectNode block = block(issue, COMMENTS);
        ArrayNode all = (ArrayNode) block.path("comments");
        while (all.size() < MANY) {
            another(block, COMMENTS);
        }
        another(block, COMMENTS).put("created", NO_DATE);
        site.fields().fill(issue, COMMENTS, block);
        assertThatAreSetAside(1, trial.incremental(integration));
        forgetParents();

        assertThatAreSetAside(1, trial.full(integration));

        site.deleteComment(issue);
        assertInSync(trial.incremental(integration));
    }

    private RunReport withBadDate(String of, String kind) {
        ObjectNode block = block(of, kind);
        another(block, kind).put("created", NO_DATE);
        site.fields().fill(of, kind, block);
        return trial.incremental(integration);
    }

    /** As they were set aside before that was noted. */
    private void forgetParents() {
        running.jdbi()
                .useHandle(handle ->
                        handle.execute("update bactrian.quarantined_records set parent_id = null, changed_at = null"));
    }

    private void assertThatAreSetAside(int count, RunReport run) {
        assertThat(run.outcome()).as(run.toString()).isEqualTo(RunOutcome.INCOMPLETE);
        assertThat(JiraTrial.gaps(run)).containsExactly("quarantined");
        assertThat(setAside()).hasSize(count);
    }

    private void assertInSync(RunReport run) {
        assertThat(run.outcome()).as(run.toString()).isEqualTo(RunOutcome.IN_SYNC);
        assertThat(setAside()).isEmpty();
    }

    private List<String> setAside() {
        return trial.texts(
                integration, "select stream || ' ' || external_id from bactrian.quarantined_records where true");
    }

    private int project() {
        String key = site.truth(issue).at("/fields/project/key").asText();
        return site.projects().stream()
                .map(project -> project.path("key").asText())
                .toList()
                .indexOf(key);
    }

    private ArrayNode all(String of, String kind) {
        return (ArrayNode) site.complete(of).at("/fields/" + kind + "/" + kind + "s");
    }

    private ObjectNode block(String of, String kind) {
        return site.complete(of).at("/fields/" + kind).deepCopy();
    }

    /** One more behind those there are. */
    private static ObjectNode another(ObjectNode block, String kind) {
        ArrayNode all = (ArrayNode) block.path(kind + "s");
        ObjectNode added = all.get(0).deepCopy();
        added.put("id", added.path("id").asText() + "9" + all.size());
        all.add(added);
        return added;
    }
}
