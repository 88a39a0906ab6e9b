package io.bactrian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bactrian.access.Caller;
import io.bactrian.connection.Integration;
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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A great loss from lists that have no listing of ids beside them, which a person says is true while a run waits for him. */
@Tag("proof")
class AcceptedLossIT extends WithRunningService {
    /** One of seven, with a board and a good share of the issues. */
    private static final int PROJECT = 2;

    @RegisterExtension
    final JiraSide side = new JiraSide(JiraSettings.defaults().withIssues(280).withBoards(3));

    private SimulatedJira jira;
    private Integration integration;

    @BeforeEach
    void syncTheSite() {
        jira = side.simulated();
        integration = side.trial(running).synced("jira");
    }

    @Test
    void isMarkedByTheRunThatAskedThoughItReadsNothingMore() {
        lose();

        RunReport run = accepting(List.of());

        assertThat(asked(run)).anyMatch(question -> question.startsWith("board_issues "));
        assertThat(run.outcome()).as(run.toString()).isEqualTo(RunOutcome.IN_SYNC);
    }

    /** A crash of PostgreSQL empties the table of what was listed, and one reading is left where there were two. */
    @Test
    void isNotMarkedByOneReadingWhenTheDatabaseForgetsTheOther() {
        lose();

        assertThatOneReadingMarksNothing("truncate bactrian.census_pages");
    }

    /** What was listed within one scope says nothing of another. */
    @Test
    void isNotMarkedByOneReadingWithinAScopeThatIsOver() {
        lose();

        assertThatOneReadingMarksNothing(
                "update bactrian.census_pages set begun_within = 'another' where begun_within is not null");
    }

    private void assertThatOneReadingMarksNothing(String whileAsking) {
        RunReport run = accepting(List.of(whileAsking));

        assertThat(absentOnBoards()).isZero();
        assertThat(run.outcome()).as(run.toString()).isEqualTo(RunOutcome.UNVERIFIED);
        assertThat(accepting(List.of()).outcome()).isEqualTo(RunOutcome.IN_SYNC);
        assertThat(absentOnBoards()).isPositive();
    }

    private int absentOnBoards() {
        return running.number(
                "select count(*) from work.records where stream = 'board_issues' and absence <> 'present'" + mine());
    }

    private void lose() {
        running.texts("select external_id from work.items where project_ids[1] = '1000" + PROJECT + "'" + mine())
                .forEach(jira.site()::delete);
    }

    private String mine() {
        return " and integration_id = '" + integration.id() + "'";
    }

    private static List<String> asked(RunReport run) {
        return run.timeline().stream()
                .filter(step -> step.step().equals("asked"))
                .map(step -> step.stream() + " " + step.detail())
                .toList();
    }

    /**
     * A run of which every question is answered with yes.
     *
     * @param before statements that are executed before each answer
     */
    private RunReport accepting(List<String> before) {
        UUID run = running.operations()
                .syncData(Caller.SYSTEM, integration.id(), SyncMode.INCREMENTAL, List.of(), Duration.ZERO)
                .id();
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            RunReport now = running.operations().run(Caller.SYSTEM, run);
            boolean asks = running.number("select count(*) from bactrian.confirmations where accepted is null") > 0;
            if (asks && now.state() == RunState.WAITING) {
                running.jdbi().useHandle(handle -> before.forEach(handle::execute));
                running.operations().confirmRun(Caller.SYSTEM, run, true);
            }
            return now.endedAt() != null;
        });
        return running.operations().run(Caller.SYSTEM, run);
    }
}
