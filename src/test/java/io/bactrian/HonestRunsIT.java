package io.bactrian;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.connection.Integration;
import io.bactrian.run.RunOutcome;
import io.bactrian.run.RunReport;
import io.bactrian.simulate.Fault;
import io.bactrian.simulate.jira.JiraSettings;
import io.bactrian.simulate.jira.SimulatedJira;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that read less than there is say so: as the README's table of complaints has it, and never green. */
class HonestRunsIT {
    private static final int ISSUES = 120;

    private static RunningService running;

    private SimulatedJira jira;
    private JiraTrial trial;

    @BeforeAll
    static void startService(@TempDir Path directory) {
        running = RunningService.start(directory, JiraSettings.defaults().withIssues(1), Map.of());
    }

    @AfterAll
    static void stopService() {
        running.close();
    }

    @BeforeEach
    void startSite() {
        start(ISSUES);
    }

    private void start(int issues) {
        jira = SimulatedJira.start(JiraSettings.defaults().withIssues(issues));
        trial = new JiraTrial(running, jira);
    }

    @AfterEach
    void stopSite() {
        jira.close();
    }

    @Test
    void aRepeatedPageTokenEndsTheStreamAsAFailure() {
        stopSite();
        start(5 * ISSUES);
        Integration integration = trial.connect("jira");
        jira.faults().add(Fault.of(Fault.Kind.REPEATED_TOKEN).on("/search/jql").always());

        RunReport run = trial.full(integration);

        assertThat(run.endedAt()).isNotNull();
        assertThat(run.outcome()).as(run.toString()).isNotEqualTo(RunOutcome.IN_SYNC);
        assertThat(JiraTrial.gaps(run)).contains("invalid_data");
    }

    @Test
    void aRunThatIsNotLetInHasFailed() {
        Integration integration = trial.connect("jira");
        jira.faults().add(Fault.status(401).always());

        RunReport run = trial.full(integration);

        assertThat(run.outcome()).as(run.toString()).isEqualTo(RunOutcome.FAILED);
        assertThat(run.failure().category()).isEqualTo("authentication");
    }

    @Test
    void aProjectThatDoesNotExistIsNoSuccessWithNothing() {
        Integration integration = trial.connect("jira");
        running.jdbi()
                .useHandle(handle -> handle.execute(
                        "update bactrian.integrations set scope = '{\"projects\": [\"NOSUCH\"]}', updated_at = now() where id = ?",
                        integration.id()));

        RunReport run = trial.full(integration);

        assertThat(run.outcome()).as(run.toString()).isNotEqualTo(RunOutcome.IN_SYNC);
        assertThat(JiraTrial.gaps(run)).contains("not_found");
    }

    @Test
    void anAnswerThatIsPassedOverIsANamedGap() {
        Integration integration = trial.connect("jira");
        jira.faults().add(Fault.status(400).on("/users").always());

        RunReport run = trial.full(integration);

        assertThat(run.outcome()).as(run.toString()).isEqualTo(RunOutcome.INCOMPLETE);
        assertThat(JiraTrial.gaps(run)).contains("invalid_data");
    }

    @Test
    void aRunThatEndedEarlyIsNotGreenThoughItReadSomething() {
        Integration integration = trial.connect("jira");
        jira.faults().add(Fault.status(403).on("/search/jql").times(1_000).every(3));

        RunReport run = trial.full(integration);

        assertThat(run.outcome()).as(run.toString()).isNotEqualTo(RunOutcome.IN_SYNC);
    }

    @Test
    void aRunShowsTheFilterAsTheToolWasAsked() {
        Integration integration = trial.synced("jira");

        RunReport run = trial.incremental(integration);

        assertThat(run.timeline())
                .filteredOn(step -> step.step().equals("filtered"))
                .singleElement()
                .satisfies(step -> assertThat(step.stream() + ": " + step.detail())
                        .matches("issues: updated >= \"\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d\""));
    }

    @Test
    void aRecordThatTheModelLacksIsNamedByTheNextRun() {
        Integration integration = trial.synced("jira");
        String id = jira.site().ids().get(7);
        running.jdbi()
                .useHandle(handle -> handle.execute(
                        "delete from work.items where integration_id = ? and external_id = ?", integration.id(), id));

        RunReport run = trial.incremental(integration);

        assertThat(run.outcome()).as(run.toString()).isEqualTo(RunOutcome.INCOMPLETE);
        assertThat(JiraTrial.gaps(run)).containsExactly("not_in_step");
    }
}
