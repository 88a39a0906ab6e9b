package io.bactrian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.bactrian.access.Caller;
import io.bactrian.run.RunOutcome;
import io.bactrian.run.RunReport;
import io.bactrian.run.RunState;
import io.bactrian.run.SyncMode;
import io.bactrian.simulate.github.Github;
import io.bactrian.simulate.github.GithubSettings;
import io.bactrian.simulate.github.SimulatedGithub;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A repository that is missed in a list, which is all that GitHub tells: the little that is listed for it goes with it, a great deal is
 * asked about, all in one run, and comes back with it without having changed.
 */
@Tag("proof")
class HiddenRepositoryIT extends WithRunningService {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** More than one page, so that the ids are not listed in each run anyway. */
    private static final int MANY = 130;

    private SimulatedGithub simulated;
    private Github github;
    private SyncedTool synced;
    private String hidden;

    @AfterEach
    void stopGithub() {
        simulated.close();
    }

    @Test
    void theLittleThatIsListedForItGoesWithIt() {
        sync(12);
        github.change("hide", hidden);

        RunReport run = synced.incremental();

        assertThat(run.outcome()).as(run.toString()).isEqualTo(RunOutcome.IN_SYNC);
        assertThat(ofHidden("issues", "present") + ofHidden("labels", "present"))
                .isZero();
        assertThat(
                        synced.texts(
                                "select distinct absence_reason from work.records where stream = 'labels' and absence = 'gone'"))
                .containsExactly("what it belongs to is absent: not in the list, which was read twice:"
                        + " deleted or hidden, the tool does not tell");
    }

    @Test
    void aGreatDealIsAskedAboutInTheSameRun() {
        sync(MANY);
        int before = ofHidden("issues", "present");
        github.change("hide", hidden);

        RunReport asking = asking();

        assertThat(asking.timeline())
                .filteredOn(step -> step.step().equals("asked"))
                .extracting(step -> step.detail())
                .containsExactly(before + " of " + before + " records of " + hidden + " vanished");
        assertThat(ofHidden("issues", "present")).isEqualTo(before);
        assertThat(ofHidden("labels", "present")).isZero();
    }

    @Test
    void itComesBackWithAllThatIsStillThereThoughNothingOfItHasChanged() {
        sync(MANY);
        List<String> issues = synced.ids("issues");
        List<String> comments = synced.ids("comments");
        github.change("hide", hidden);
        AcceptedRun.ended(running, synced.integration().id(), SyncMode.INCREMENTAL);
        assertThat(ofHidden("issues", "present")).isZero();
        String deleted = issues.stream()
                .filter(issue -> issue.startsWith(hidden + "/"))
                .findFirst()
                .orElseThrow();
        github.change("delete", deleted);
        github.change("show", hidden);

        RunReport back = synced.incremental();

        assertThat(SyncedTool.differing(back)).as(back.toString()).isEmpty();
        assertThat(synced.ids("issues"))
                .doesNotContain(deleted)
                .hasSize(issues.size() - 1)
                .isSubsetOf(issues);
        assertThat(synced.ids("comments"))
                .containsExactlyInAnyOrderElementsOf(github.ids("comments"))
                .isSubsetOf(comments);
    }

    private void sync(int issues) {
        simulated = SimulatedGithub.start(
                GithubSettings.defaults().withRepositories(2).withIssues(issues));
        github = simulated.github();
        hidden = github.ids("repositories").get(0);
        synced = SyncedTool.connect(
                running,
                "github",
                simulated,
                JSON.createObjectNode().put("token", simulated.settings().token()));
        synced.full();
    }

    private int ofHidden(String stream, String absence) {
        return synced.number("select count(*) from work.records where absence = '" + absence + "' and parent_id = '"
                + hidden + "' and stream = '" + stream + "'");
    }

    private RunReport asking() {
        UUID run = running.operations()
                .syncData(Caller.SYSTEM, synced.integration().id(), SyncMode.INCREMENTAL, List.of(), Duration.ZERO)
                .id();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> running.operations().run(Caller.SYSTEM, run).state() == RunState.WAITING);
        return running.operations().run(Caller.SYSTEM, run);
    }
}
