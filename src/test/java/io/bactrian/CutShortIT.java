package io.bactrian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.bactrian.access.Caller;
import io.bactrian.connection.Integration;
import io.bactrian.consistency.Gap;
import io.bactrian.run.RunOutcome;
import io.bactrian.run.RunReport;
import io.bactrian.run.SyncMode;
import io.bactrian.simulate.Fault;
import io.bactrian.simulate.jira.JiraSettings;
import io.bactrian.simulate.jira.SimulatedSite;
import io.bactrian.validation.ValidationMode;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Comments that pages of issues cut short, where the list of some is refused. */
@Tag("proof")
class CutShortIT extends WithRunningService {
    @RegisterExtension
    final JiraSide side = new JiraSide(JiraSettings.defaults().withIssues(6));

    private SimulatedSite site;
    private JiraTrial trial;
    private String first;
    private String second;

    @BeforeEach
    void takeTheSite() {
        site = side.simulated().site();
        trial = side.trial(running);
        List<String> issues = site.ids().stream().sorted().toList();
        first = issues.get(0);
        second = issues.get(1);
    }

    private void discuss(String issue, int comments) {
        for (int at = 0; at < comments; at++) {
            site.comment(issue);
        }
    }

    private Fault refusal(int status) {
        return Fault.status(status).on("/issue/" + first + "/comment").always();
    }

    @Test
    void theIssuesBehindOneThatIsRefusedAreRead() {
        discuss(first, 60);
        discuss(second, 60);
        side.simulated().faults().add(refusal(404));
        Integration integration = trial.synced("jira");

        RunReport run = trial.incremental(integration);

        assertThat(held(integration, second)).containsExactlyInAnyOrderElementsOf(there(second));
        assertThat(run.outcome()).as(run.toString()).isNotEqualTo(RunOutcome.IN_SYNC);
        assertThat(gaps(run, "comments")).singleElement().satisfies(gap -> {
            assertThat(gap.kind()).isEqualTo("not_found");
            assertThat(gap.count()).isEqualTo(1);
        });
        assertThatAllIsReadOnceNothingIsRefused(integration);
    }

    /** What the census finds missing may bring parents, so that children are read before it and behind it. */
    @Test
    void anAccountThatSeesNoCommentsIsNotRefusedThemIssueByIssue() {
        discussEachOf(12);
        side.simulated().faults().add(Fault.status(403).on("/comment").always());

        RunReport run = trial.full(trial.connect("jira"));

        assertThat(side.simulated().exchanges().count("/comment")).isEqualTo(2 * 5);
        assertThat(run.outcome()).as(run.toString()).isNotEqualTo(RunOutcome.IN_SYNC);
        assertThat(gaps(run, "comments"))
                .satisfies(gaps -> assertThat(gaps).extracting(Gap::kind).containsOnly("permission", "cut_short"))
                .filteredOn(gap -> gap.kind().equals("cut_short"))
                .extracting(Gap::count)
                .containsExactly(4L);
    }

    @Test
    void issuesThatAreRefusedInEveryRunKeepNoneFromBeingRead() {
        List<String> issues = discussEachOf(12);
        String last = issues.get(11);
        for (String issue : issues.subList(0, 10)) {
            Fault refusal = Fault.status(403).on("/issue/" + issue + "/comment");
            side.simulated().faults().add(refusal.always());
        }
        Integration integration = trial.synced("jira");
        assertThat(held(integration, last)).hasSizeLessThan(there(last).size());

        trial.incremental(integration);

        assertThat(held(integration, last)).containsExactlyInAnyOrderElementsOf(there(last));
        assertThatAllIsReadOnceNothingIsRefused(integration);
    }

    private List<String> discussEachOf(int issues) {
        side.start(JiraSettings.defaults().withIssues(issues));
        takeTheSite();
        site.ids().forEach(issue -> discuss(issue, 60));
        return site.ids().stream().sorted().toList();
    }

    @Test
    void whatWasReadOfAnIssueThatIsRefusedFarDownIsNotAllOfIt() {
        discuss(first, 150);
        discuss(second, 60);
        side.simulated().faults().add(refusal(403).every(2));

        Integration integration = trial.synced("jira");

        assertThat(held(integration, second)).containsExactlyInAnyOrderElementsOf(there(second));
        assertThat(held(integration, first)).hasSizeLessThan(there(first).size());
        assertThatAllIsReadOnceNothingIsRefused(integration);
    }

    @Test
    void whatWasRefusedBeforeTheRunRestedForDaysIsAskedForAgain() {
        discuss(first, 60);
        side.simulated().faults().add(refusal(403));
        SyncedTool synced = new SyncedTool(running, trial.connect("jira"));
        side.whenAsked("/board", 1, () -> synced.pause(true));
        UUID run = synced.begin(SyncMode.FULL);
        synced.rests(run);
        synced.letDaysPass(run);
        side.simulated().faults().clear();

        synced.pause(false);

        RunReport report = synced.ended(run);
        assertThat(report.outcome()).as(report.toString()).isEqualTo(RunOutcome.IN_SYNC);
        assertThat(held(synced.integration(), first)).containsExactlyInAnyOrderElementsOf(there(first));
    }

    @Test
    void aRefusedRequestForManyIsAGapOfEachOfThem() {
        for (int at = 0; at < 60; at++) {
            site.change(first);
            site.change(second);
        }
        side.simulated().faults().add(Fault.status(403).on("/changelog/bulkfetch"));

        Integration integration = trial.connect("jira");
        RunReport run = trial.full(integration);

        assertThat(gaps(run, "changes")).extracting(Gap::kind, Gap::count).containsExactly(tuple("permission", 2L));
        assertThat(trial.incremental(integration).outcome()).isEqualTo(RunOutcome.IN_SYNC);
    }

    @Test
    void aValidationLooksAtTheIssuesBehindOneThatIsRefused() {
        discuss(first, 60);
        discuss(second, 60);
        Integration integration = trial.synced("jira");
        String changed = there(second).get(40);
        damage(integration, changed);
        side.simulated().faults().add(refusal(403));

        RunReport run = validated(integration);

        assertThat(differing(integration)).containsExactly(changed);
        assertThat(gaps(run, "comments")).extracting(Gap::kind).containsOnly("permission");
    }

    @Test
    void whatDiffersIsNotResolvedByAValidationThatIsRefusedIt() {
        discuss(first, 60);
        Integration integration = trial.synced("jira");
        String changed = there(first).get(40);
        damage(integration, changed);
        validated(integration);
        side.simulated().faults().add(refusal(403));

        validated(integration);

        assertThat(differing(integration)).containsExactly(changed);
    }

    private void damage(Integration integration, String comment) {
        running.jdbi().useHandle(handle -> {
            handle.execute(
                    "update work.records set raw = jsonb_set(raw::jsonb, '{created}', '\"2020-01-01T00:00:00Z\"')::text"
                            + " where stream = 'comments' and external_id = ? and integration_id = ?",
                    comment,
                    integration.id());
            // As if the site had stood still for long before it was read.
            handle.execute("update bactrian.watermarks set watermark = now() where stream = 'issues'");
        });
    }

    private RunReport validated(Integration integration) {
        return running.operations()
                .validateDataConsistency(
                        Caller.SYSTEM, integration.id(), ValidationMode.FULL, null, Duration.ofSeconds(60));
    }

    private List<String> differing(Integration integration) {
        return trial.texts(integration, "select external_id from bactrian.inconsistencies where resolved_at is null");
    }

    private void assertThatAllIsReadOnceNothingIsRefused(Integration integration) {
        side.simulated().faults().clear();
        RunReport run = trial.incremental(integration);
        assertThat(run.outcome()).as(run.toString()).isEqualTo(RunOutcome.IN_SYNC);
        assertThat(held(integration, first)).containsExactlyInAnyOrderElementsOf(there(first));
    }

    private List<String> there(String issue) {
        return site.complete(issue).at("/fields/comment/comments").findValuesAsText("id");
    }

    private List<String> held(Integration integration, String issue) {
        return trial.texts(
                integration,
                "select external_id from work.records where stream = 'comments' and absence = 'present'"
                        + " and parent_id = '" + issue + "'");
    }

    private static List<Gap> gaps(RunReport run, String name) {
        return run.certificate().streams().stream()
                .filter(stream -> stream.stream().equals(name))
                .flatMap(stream -> stream.gaps().stream())
                .toList();
    }
}
