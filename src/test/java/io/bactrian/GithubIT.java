package io.bactrian;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.bactrian.run.RunOutcome;
import io.bactrian.run.RunReport;
import io.bactrian.simulate.github.Github;
import io.bactrian.simulate.github.GithubSettings;
import io.bactrian.simulate.github.SimulatedGithub;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** GitHub from connection to certificate, by its declarations alone. */
class GithubIT extends WithRunningService {
    private static final ObjectMapper JSON = new ObjectMapper();

    private SimulatedGithub simulated;
    private Github github;
    private SyncedTool synced;

    @BeforeEach
    void startGithub() {
        start(GithubSettings.defaults().withRepositories(2).withIssues(20));
    }

    private void start(GithubSettings settings) {
        simulated = SimulatedGithub.start(settings);
        github = simulated.github();
    }

    @AfterEach
    void stopGithub() {
        simulated.close();
    }

    @Test
    @Tag("proof")
    void everyPageIsFoundByItsLink() {
        stopGithub();
        start(GithubSettings.defaults().withRepositories(2).withIssues(250));
        connect();

        RunReport first = synced.full();

        assertThat(first.outcome()).as(first.toString()).isEqualTo(RunOutcome.IN_SYNC);
        for (String stream : List.of("repositories", "issues", "comments")) {
            assertThat(synced.ids(stream)).as(stream).containsExactlyInAnyOrderElementsOf(github.ids(stream));
        }
        assertThat(synced.ids("people")).hasSize(5);
        assertThat(synced.ids("labels")).hasSize(6);
        assertThat(synced.ids("milestones")).hasSize(4);
    }

    @Test
    void anIssueIsMappedToAnItemAndAPullRequestToOneOfThatType() {
        connect();
        String repository = github.ids("repositories").get(0);
        String issue = github.change("create", repository);
        String pull = github.change("create_pull", repository);
        String comment = github.change("comment", issue);
        github.change("close", issue);

        synced.full();

        assertThat(synced.title(issue))
                .isEqualTo(github.truth("issues", issue).path("title").asText());
        assertThat(item(issue, "status_category")).isEqualTo("done");
        assertThat(item(issue, "project_ids[1]")).isEqualTo(repository);
        assertThat(item(issue, "assignee_ids[1]"))
                .isEqualTo(github.truth("issues", issue).at("/assignees/0/id").asText());
        assertThat(item(issue, "coalesce(type, 'none')")).isEqualTo("none");
        assertThat(item(pull, "type")).isEqualTo("pull request");
        assertThat(synced.texts("select item_id from work.comments where external_id = '" + comment + "'"))
                .containsExactly(issue);
    }

    @Test
    @Tag("proof")
    void laterWhatWasChangedSinceIsAskedFor() {
        github.change("comment", github.ids("issues").get(3));
        connect();
        synced.full();
        String renamed = github.ids("issues").get(7);
        github.change("rename", renamed);
        String made = github.change("create", github.ids("repositories").get(1));
        String edited = github.change("edit_comment", github.ids("issues").get(3));
        List<String> read = new CopyOnWriteArrayList<>();
        simulated.exchanges().listen(exchange -> read.add(exchange.path() + "?" + exchange.query()));

        RunReport run = synced.incremental();

        assertThat(run.streams())
                .filteredOn(stream -> stream.stream().equals("issues"))
                .allMatch(stream -> stream.created() == 1 && stream.updated() == 1);
        assertThat(read).anyMatch(path -> path.contains("/issues?") && path.contains("since="));
        assertThat(synced.title(renamed))
                .isEqualTo(github.truth("issues", renamed).path("title").asText());
        assertThat(synced.ids("issues")).contains(made);
        assertThat(synced.texts("select text from work.comments where external_id = '" + edited + "'"))
                .containsExactly(github.truth("comments", edited).path("body").asText());
    }

    @Test
    void whatWasDeletedOrTransferredIsAskedForByItsNumberAndMarked() {
        connect();
        synced.full();
        String deleted = github.ids("issues").get(4);
        String transferred = github.ids("issues").get(9);
        github.change("delete", deleted);
        String there = github.change("transfer", transferred);
        List<String> answers = new ArrayList<>();
        simulated.exchanges().listen(exchange -> answers.add(exchange.path() + " " + exchange.status()));

        RunReport run = synced.full();

        assertThat(run.outcome()).as(run.toString()).isEqualTo(RunOutcome.IN_SYNC);
        assertThat(answers).contains(path(deleted) + " 410", path(transferred) + " 301");
        assertThat(synced.ids("issues")).contains(there).doesNotContain(deleted, transferred);
    }

    @Test
    @Tag("proof")
    void aRepositoryWithoutIssuesIsNotAskedForThem() {
        connect();
        github.change("disable_issues", github.ids("repositories").get(0));

        RunReport run = synced.full();

        assertThat(run.outcome()).as(run.toString()).isEqualTo(RunOutcome.IN_SYNC);
        assertThat(synced.ids("issues"))
                .hasSize(20)
                .allMatch(id -> id.startsWith(github.ids("repositories").get(1)));
    }

    @Test
    @Tag("proof")
    void aSecondaryLimitIsWaitedForWhetherItIsToldBy403OrBy429() {
        connect();
        List<Integer> answers = new CopyOnWriteArrayList<>();
        simulated.exchanges().listen(exchange -> answers.add(exchange.status()));
        for (int status : List.of(403, 429)) {
            simulated.throttle(1, status);

            RunReport run = synced.full();

            assertThat(run.outcome()).as(run.toString()).isEqualTo(RunOutcome.IN_SYNC);
        }
        assertThat(answers).contains(403, 429);
    }

    @Test
    @Tag("proof")
    void whatHasNotChangedIsToldBy304AndReadAllTheSame() {
        stopGithub();
        start(GithubSettings.defaults().withRepositories(2).withIssues(130));
        connect();
        synced.full();
        List<Integer> answers = new CopyOnWriteArrayList<>();
        simulated.exchanges().listen(exchange -> answers.add(exchange.status()));

        RunReport run = synced.full();

        assertThat(run.outcome()).as(run.toString()).isEqualTo(RunOutcome.IN_SYNC);
        assertThat(synced.ids("issues")).hasSize(260);
        assertThat(answers).filteredOn(status -> status == 304).hasSizeGreaterThan(answers.size() / 2);
    }

    @Test
    @Tag("proof")
    void manyChangesLaterBothSidesAreEqualAgain() {
        connect();
        synced.full();
        for (int round = 0; round < 3; round++) {
            for (int change = 0; change < 25; change++) {
                github.changeSomething();
            }
            RunReport run = synced.incremental();
            assertThat(SyncedTool.differing(run)).as("round " + round).isEmpty();
        }
        assertThat(synced.full().outcome()).isEqualTo(RunOutcome.IN_SYNC);
    }

    private void connect() {
        synced = SyncedTool.connect(
                running,
                "github",
                simulated,
                JSON.createObjectNode().put("token", simulated.settings().token()));
    }

    private String item(String id, String column) {
        return synced.texts("select " + column + " from work.items where external_id = '" + id + "'")
                .get(0);
    }

    private static String path(String id) {
        return "/repositories/" + id.replace("/", "/issues/");
    }
}
