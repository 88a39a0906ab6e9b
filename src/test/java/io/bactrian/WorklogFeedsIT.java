package io.bactrian;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.connection.Integration;
import io.bactrian.run.RunOutcome;
import io.bactrian.run.RunReport;
import io.bactrian.simulate.jira.JiraSettings;
import io.bactrian.simulate.jira.SimulatedJira;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Worklogs that were edited or deleted without their issue showing it: Jira's feeds tell of them, and they are fetched by id, a
 * thousand at a time. A tool whose name begins with {@code without} is ours less one of the feeds.
 */
@Tag("proof")
class WorklogFeedsIT {
    private static final String BY_IDS = "/issue/bulkfetch";
    private static final int OF_SAMPLE = 1;
    private static final String TOLD = "worklogs: \\{id: /worklogId";

    @RegisterExtension
    static final WeakenedService service = new WeakenedService(
            "jira",
            tools -> tools.withoutVariants()
                    .add("without-updated", "streams/updated_worklogs.yaml", TOLD, "worklogs: {id: /nothing")
                    .add("without-deleted", "streams/deleted_worklogs.yaml", TOLD, "worklogs: {id: /nothing")
                    .add("without-a-beginning", "streams/updated_worklogs.yaml", "first: now, ", ""));

    @RegisterExtension
    final JiraSide side = new JiraSide(JiraSettings.defaults().withIssues(1_000));

    private SimulatedJira jira;
    private JiraTrial trial;

    @BeforeEach
    void takeSite() {
        jira = side.simulated();
        trial = side.trial(service.running());
    }

    @Test
    void anEditedWorklogIsSeenThoughItsIssueDoesNotShowIt() {
        Integration integration = trial.synced("jira");
        jira.site().editWorklogQuietly(booked());

        RunReport run = trial.incremental(integration);

        assertThat(run.outcome()).as(run.toString()).isEqualTo(RunOutcome.IN_SYNC);
        assertThat(embedded(integration)).isEqualTo(secondsThere());
        assertThat(seconds(integration)).isEqualTo(secondsThere());
    }

    @Test
    void withoutTheFeedAnEditedWorklogStaysAsItWas() {
        Integration integration = trial.synced("without-updated");
        jira.site().editWorklogQuietly(booked());

        trial.incremental(integration);

        assertThat(seconds(integration)).isNotEqualTo(secondsThere());
    }

    @Test
    void aDeletedWorklogIsGoneThoughItsIssueDoesNotShowIt() {
        Integration integration = trial.synced("jira");
        jira.site().deleteWorklogQuietly(booked());

        RunReport run = trial.incremental(integration);

        assertThat(run.outcome()).as(run.toString()).isEqualTo(RunOutcome.IN_SYNC);
        assertThat(embedded(integration)).isEqualTo(secondsThere());
        assertThat(seconds(integration)).isEqualTo(secondsThere());
    }

    @Test
    void withoutTheFeedADeletedWorklogStays() {
        Integration integration = trial.synced("without-deleted");
        jira.site().deleteWorklogQuietly(booked());

        trial.incremental(integration);

        assertThat(seconds(integration)).hasSizeGreaterThan(secondsThere().size());
    }

    @Test
    void aFeedBeginsWithTheFirstRunWhichReadsAllIssuesAnyway() {
        firstRun("jira");

        assertThat(jira.exchanges().count("/worklog/updated")).isEqualTo(1);
        assertThat(jira.exchanges().count("/worklog/list")).isZero();
    }

    @Test
    void withoutABeginningTheFirstRunIsToldOfAllWorklogsThereEverWere() {
        firstRun("without-a-beginning");

        assertThat(jira.exchanges().count("/worklog/updated")).isGreaterThan(1);
    }

    @Test
    void whatIsEditedWhileTheIssuesAreReadForTheFirstTimeIsSeenByTheNextRun() {
        Integration integration = trial.connect("jira");
        AtomicBoolean edited = new AtomicBoolean();
        jira.exchanges().listen(exchange -> {
            if (exchange.responseBody().contains("timeSpentSeconds") && !edited.getAndSet(true)) {
                jira.site().editWorklogQuietly(booked());
            }
        });
        trial.full(integration);
        List<String> before = seconds(integration);

        trial.incremental(integration);

        assertThat(before).isNotEqualTo(secondsThere());
        assertThat(seconds(integration)).isEqualTo(secondsThere());
    }

    @Test
    void manyEditedWorklogsAreFetchedInOneRequest() {
        Integration integration = trial.synced("jira");
        List<String> edited = jira.site().ids().stream().filter(this::isBooked).toList();
        edited.forEach(jira.site()::editWorklogQuietly);
        jira.exchanges().reset();

        trial.incremental(integration);

        assertThat(edited).hasSizeGreaterThan(100);
        assertThat(jira.exchanges().count("/worklog/list")).isEqualTo(1);
    }

    @Test
    void theIssuesThatHoldThemAreReadAgainAsManyAtATimeAsARequestMayName() {
        Integration integration = trial.synced("jira");
        List<String> edited = jira.site().ids().stream().filter(this::isBooked).toList();
        edited.forEach(jira.site()::editWorklogQuietly);
        jira.exchanges().reset();

        trial.incremental(integration);

        assertThat(jira.exchanges().count(BY_IDS)).isEqualTo((edited.size() + 99) / 100 + OF_SAMPLE);
    }

    @Test
    void anIssueThatShowsTheEditIsNotReadTwice() {
        Integration integration = trial.synced("jira");
        jira.site().editWorklogQuietly(booked());
        jira.site().change(booked());
        jira.exchanges().reset();

        trial.incremental(integration);

        assertThat(embedded(integration)).isEqualTo(secondsThere());
        assertThat(jira.exchanges().count(BY_IDS)).isEqualTo(OF_SAMPLE);
    }

    /** Its requests alone, without those of connecting. */
    private void firstRun(String tool) {
        Integration integration = trial.connect(tool);
        jira.exchanges().reset();
        trial.full(integration);
    }

    private String booked() {
        return jira.site().ids().stream().filter(this::isBooked).findFirst().orElseThrow();
    }

    private boolean isBooked(String id) {
        return !jira.site().truth(id).at("/fields/worklog/worklogs").isEmpty();
    }

    private List<String> secondsThere() {
        return jira
                .site()
                .complete(booked())
                .at("/fields/worklog/worklogs")
                .findValuesAsText("timeSpentSeconds")
                .stream()
                .sorted()
                .toList();
    }

    private List<String> seconds(Integration integration) {
        return trial
                .texts(
                        integration,
                        "select seconds from work.worklogs where deleted_at is null and item_id = '" + booked() + "'")
                .stream()
                .sorted()
                .toList();
    }

    /** As the issue holds them. */
    private List<String> embedded(Integration integration) {
        return trial
                .texts(
                        integration,
                        "select jsonb_path_query(raw::jsonb, '$.fields.worklog.worklogs[*].timeSpentSeconds')::text"
                                + " from work.records where stream = 'issues' and external_id = '" + booked() + "'")
                .stream()
                .sorted()
                .toList();
    }
}
