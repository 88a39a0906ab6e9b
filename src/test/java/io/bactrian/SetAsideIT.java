package io.bactrian;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.access.Caller;
import io.bactrian.run.RunOutcome;
import io.bactrian.run.RunReport;
import io.bactrian.simulate.generic.DeskSettings;
import io.bactrian.simulate.github.Github;
import io.bactrian.simulate.github.GithubSettings;
import io.bactrian.simulate.github.SimulatedGithub;
import io.bactrian.validation.ValidationMode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is set aside is a gap for as long as the tool has it. */
@Tag("proof")
class SetAsideIT extends WithRunningService {
    private static final String TICKETS = """
            {"name": "tickets", "path": "/offset/tickets", "items": "/data/list", "id": "/id", "changedAt": "/updated_at",
             "incremental": {"parameter": "since_ms", "format": "epoch_ms", "overlap": "0s"},
             "paging": {"kind": "offset", "parameter": "offset", "total": "/total", "sizeParameter": "size", "size": 4}}
            """;

    private static final Duration LONG = Duration.ofSeconds(60);

    @RegisterExtension
    final DeskSide side = new DeskSide(DeskSettings.defaults().withProjects(2).withTickets(7));

    /** A held one would be looked for in a second reading. */
    @Test
    void oneThatSlidesOverTheEdgeOfAPageIsAGapStill() {
        side.desk().list("tickets").get(4).put("subject", "a\u0000b");
        SyncedTool synced = side.connectBy(running, TICKETS);
        assertThatIsAGap(synced.full());
        AtomicInteger pages = new AtomicInteger();
        side.simulated().exchanges().listen(page -> {
            if (page.path().endsWith("/tickets") && pages.incrementAndGet() == 1) {
                List<ObjectNode> tickets = side.desk().list("tickets");
                side.desk().delete("tickets", tickets.get(1).path("id").asText());
                side.desk().createTicket(tickets.get(0).path("project_id").asText());
            }
        });

        RunReport run = synced.full();

        assertThat(run.outcome()).as(run.toString()).isNotEqualTo(RunOutcome.IN_SYNC);
    }

    /** It is looked for once more before it is forgotten. */
    @Test
    void oneThatIsDeletedIsMissedByNobody() {
        ObjectNode ticket = side.desk().list("tickets").get(4);
        ticket.put("subject", "a\u0000b");
        SyncedTool synced = side.connectBy(running, TICKETS);
        assertThatIsAGap(synced.full());
        side.desk().delete("tickets", ticket.path("id").asText());

        RunReport run = synced.full();

        assertThat(run.outcome()).as(run.toString()).isEqualTo(RunOutcome.IN_SYNC);
    }

    /** GitHub's listing of ids is that of whole records. */
    @Test
    void oneThatTheListingOfIdsCannotReadEitherIsAGapUntilItIsDeleted() {
        try (SimulatedGithub simulated = SimulatedGithub.start(
                GithubSettings.defaults().withRepositories(1).withIssues(5))) {
            Github github = simulated.github();
            String issue = github.ids("issues").get(0);
            String comment = github.change("comment", issue);
            ((ObjectNode) github.truth("comments", comment)).put("body", "a\u0000b");
            SyncedTool synced = connect(simulated);

            assertThatIsAGap(synced.full());
            assertThat(synced.ids("comments")).doesNotContain(comment);
            assertThatIsAGap(running.operations()
                    .validateDataConsistency(
                            Caller.SYSTEM, synced.integration().id(), ValidationMode.CENSUS, null, LONG));

            while (github.ids("comments").contains(comment)) {
                github.change("delete_comment", issue);
            }
            RunReport without = synced.full();
            assertThat(without.outcome()).as(without.toString()).isEqualTo(RunOutcome.IN_SYNC);
        }
    }

    private static void assertThatIsAGap(RunReport run) {
        assertThat(run.outcome()).as(run.toString()).isEqualTo(RunOutcome.INCOMPLETE);
    }

    private SyncedTool connect(SimulatedGithub simulated) {
        return SyncedTool.connect(
                running,
                "github",
                simulated,
                new ObjectMapper()
                        .createObjectNode()
                        .put("token", simulated.settings().token()));
    }
}
