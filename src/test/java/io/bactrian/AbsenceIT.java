package io.bactrian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.bactrian.access.Caller;
import io.bactrian.connection.Integration;
import io.bactrian.operation.Rejected;
import io.bactrian.run.RunOutcome;
import io.bactrian.run.RunReport;
import io.bactrian.run.RunState;
import io.bactrian.run.SyncMode;
import io.bactrian.simulate.jira.JiraSettings;
import io.bactrian.simulate.jira.SimulatedJira;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What becomes of records that the tool shows no more, in whatever way it came to that. */
class AbsenceIT extends WithRunningService {
    private static final int ISSUES = 280;
    /** One of seven, with a good share of the issues. */
    private static final int PROJECT = 2;

    @RegisterExtension
    final JiraSide side = new JiraSide(JiraSettings.defaults().withIssues(ISSUES));

    private SimulatedJira jira;
    private Integration integration;

    @BeforeEach
    void syncTheSite() {
        jira = side.simulated();
        integration = side.trial(running).synced("jira");
    }

    @Test
    void aDeletedIssueIsGoneWithItsChildrenAndStaysReadable() {
        String id = withComments();
        jira.site().delete(id);

        RunReport run = sync();

        assertThat(run.outcome()).as(run.toString()).isEqualTo(RunOutcome.IN_SYNC);
        assertThat(absences("issues")).containsExactly("gone " + id);
        assertThat(texts("select absence_reason from work.records where stream = 'issues' and external_id = '" + id
                        + "'"))
                .containsExactly("not listed and not found by its id: deleted or hidden, the tool does not tell");
        assertThat(texts("select external_id from work.items where deleted_at is not null"))
                .containsExactly(id);
        assertThat(texts(
                        "select count(*)::text from work.comments where deleted_at is null and item_id = '" + id + "'"))
                .containsExactly("0");
        assertThat(texts("select count(*)::text from work.comments where item_id = '" + id + "'"))
                .doesNotContain("0");
    }

    @Test
    void anIssueThatWasMovedStaysThereUnderItsNewKey() {
        String id = jira.site().ids().get(0);
        jira.site().move(id, PROJECT);

        RunReport run = sync();

        assertThat(run.outcome()).as(run.toString()).isEqualTo(RunOutcome.IN_SYNC);
        assertThat(texts("select key from work.items where external_id = '" + id + "'"))
                .containsExactly(jira.site().truth(id).path("key").asText());
        assertThat(absences("issues")).isEmpty();
    }

    @Test
    void theIssuesOfAnArchivedProjectAreArchivedAndComeBackWithIt() {
        List<String> before = jira.site().ids();
        jira.site().archiveProject(PROJECT, true);

        RunReport archived = sync();

        assertThat(archived.outcome()).as(archived.toString()).isEqualTo(RunOutcome.IN_SYNC);
        assertThat(absences("issues"))
                .hasSize(before.size() - jira.site().ids().size())
                .allMatch(absence -> absence.startsWith("archived "));
        assertThat(absences("projects")).isEmpty();

        jira.site().archiveProject(PROJECT, false);
        RunReport back = sync();

        assertThat(back.outcome()).as(back.toString()).isEqualTo(RunOutcome.IN_SYNC);
        assertThat(absences("issues")).isEmpty();
        assertThat(texts("select count(*)::text from work.comments where deleted_at is not null"))
                .containsExactly("0");
    }

    @Test
    void anIssueThatWasDeletedInAnArchivedProjectIsGoneWhenTheProjectComesBack() {
        String id = withComments(PROJECT);
        jira.site().archiveProject(PROJECT, true);
        sync();
        jira.site().archiveProject(PROJECT, false);
        jira.site().delete(id);

        RunReport back = sync();

        assertThat(back.outcome()).as(back.toString()).isEqualTo(RunOutcome.IN_SYNC);
        assertThat(absences("issues")).containsExactly("gone " + id);
        assertThat(texts("select absence from work.records where stream = 'comments' and external_id in"
                        + " (select c.external_id from work.comments c where c.item_id = '" + id + "')"))
                .isNotEmpty()
                .containsOnly("gone");
    }

    @Test
    void whenAProjectIsSeenNoMoreTheRunStopsAndAsksAndAnAcceptedLossIsReversible() {
        List<String> before = jira.site().ids();
        jira.site().hideProject(PROJECT, true);
        int lost = before.size() - jira.site().ids().size();

        UUID run = asking();

        assertThat(absences("issues")).isEmpty();
        assertThat(running.operations().run(Caller.SYSTEM, run).timeline())
                .filteredOn(step -> step.step().equals("asked"))
                .extracting(step -> step.detail())
                .containsExactly(lost + " of " + lost + " records of 1000" + PROJECT + " vanished");

        running.operations().confirmRun(Caller.SYSTEM, run, true);
        RunReport ended = ended(run);

        assertThat(ended.outcome()).as(ended.toString()).isEqualTo(RunOutcome.IN_SYNC);
        assertThat(absences("issues")).hasSize(lost).allMatch(absence -> absence.startsWith("access_lost "));
        assertThat(absences("projects")).containsExactly("gone 1000" + PROJECT);

        jira.site().hideProject(PROJECT, false);
        RunReport back = sync();

        assertThat(back.outcome()).as(back.toString()).isEqualTo(RunOutcome.IN_SYNC);
        assertThat(absences("issues")).isEmpty();
        assertThat(absences("projects")).isEmpty();
    }

    @Test
    void aRefusedLossLeavesEverythingAsItIsAndIsAGap() {
        jira.site().hideProject(PROJECT, true);
        UUID run = asking();

        running.operations().confirmRun(Caller.SYSTEM, run, false);
        RunReport ended = ended(run);

        assertThat(ended.outcome()).as(ended.toString()).isEqualTo(RunOutcome.OUT_OF_SYNC);
        assertThat(absences("issues")).isEmpty();
        assertThat(ended.certificate().streams())
                .flatExtracting(stream -> stream.gaps())
                .extracting(gap -> gap.kind())
                .contains("vanished");
    }

    @Test
    void aRunThatAsksNothingCannotBeAnswered() {
        UUID run = sync().id();

        assertThatThrownBy(() -> running.operations().confirmRun(Caller.SYSTEM, run, true))
                .isInstanceOfSatisfying(
                        Rejected.class,
                        rejected -> assertThat(rejected.status()).isEqualTo(409));
    }

    @Test
    void aCredentialThatIsServedAsAStrangersEmptiesNoTable() {
        jira.site().treatAsAnonymous(true);

        RunReport run = sync();

        assertThat(run.outcome()).as(run.toString()).isEqualTo(RunOutcome.FAILED);
        assertThat(run.failure().category()).isEqualTo("authentication");
        assertThat(texts("select stream || ' ' || external_id from work.records where absence <> 'present'"))
                .isEmpty();
    }

    private String withComments() {
        return withComments(jira.site().ids());
    }

    private String withComments(int project) {
        return withComments(texts("select external_id from work.items where project_ids[1] = '1000" + project + "'"));
    }

    private String withComments(List<String> ids) {
        return ids.stream()
                .filter(id ->
                        !jira.site().truth(id).at("/fields/comment/comments").isEmpty())
                .findFirst()
                .orElseThrow();
    }

    private RunReport sync() {
        return running.sync(integration, SyncMode.INCREMENTAL);
    }

    private UUID asking() {
        UUID run = running.operations()
                .syncData(Caller.SYSTEM, integration.id(), SyncMode.INCREMENTAL, List.of(), Duration.ZERO)
                .id();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> running.operations().run(Caller.SYSTEM, run).state() == RunState.WAITING);
        return run;
    }

    private RunReport ended(UUID run) {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> running.operations().run(Caller.SYSTEM, run).endedAt() != null);
        return running.operations().run(Caller.SYSTEM, run);
    }

    private List<String> absences(String stream) {
        return texts("select absence || ' ' || external_id from work.records where absence <> 'present' and stream = '"
                + stream + "'");
    }

    /** Rows of this test's integration only. */
    private List<String> texts(String query) {
        String own = "integration_id = '" + integration.id() + "'";
        return running.texts(
                query.contains(" where ") ? query.replaceFirst(" where ", " where " + own + " and ") : query);
    }
}
