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
        running.texts("select external_id from work.items where project_ids[1] = '1000" + PROJECT + "'")
                .forEach(jira.site()::delete);

        RunReport run = accepting();

        assertThat(asked(run)).anyMatch(question -> question.startsWith("board_issues "));
        assertThat(run.outcome()).as(run.toString()).isEqualTo(RunOutcome.IN_SYNC);
    }

    private static List<String> asked(RunReport run) {
        return run.timeline().stream()
                .filter(step -> step.step().equals("asked"))
                .map(step -> step.stream() + " " + step.detail())
                .toList();
    }

    /** A run of which every question is answered with yes. */
    private RunReport accepting() {
        UUID run = running.operations()
                .syncData(Caller.SYSTEM, integration.id(), SyncMode.INCREMENTAL, List.of(), Duration.ZERO)
                .id();
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            RunReport now = running.operations().run(Caller.SYSTEM, run);
            boolean asks = running.number("select count(*) from bactrian.confirmations where accepted is null") > 0;
            if (asks && now.state() == RunState.WAITING) {
                running.operations().confirmRun(Caller.SYSTEM, run, true);
            }
            return now.endedAt() != null;
        });
        return running.operations().run(Caller.SYSTEM, run);
    }
}
