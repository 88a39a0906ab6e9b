package io.bactrian;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bactrian.access.Caller;
import io.bactrian.connection.IntegrationChange;
import io.bactrian.connection.Precondition;
import io.bactrian.consistency.StreamCertificate;
import io.bactrian.run.RunOutcome;
import io.bactrian.run.RunReport;
import io.bactrian.simulate.jira.JiraSettings;
import io.bactrian.validation.ValidationMode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A scope that is changed while a run is under way, which has read some of its streams by then. */
@Tag("proof")
class ChangedScopeIT {
    private static final int ISSUES = 40;
    /** What is asked for when the issues are read and proved. */
    private static final String BOARDS = "/agile/1.0/board";

    private static final String WATCHERS = "/watchers";

    private static RunningService running;
    private static String one;
    private static String both;
    private static List<String> ofOne;
    private static List<String> ofBoth;

    private SyncedTool synced;

    /** The scope is made wider by a project that has an issue before the first one of the other. */
    @BeforeAll
    static void start(@TempDir Path directory) {
        running = RunningService.start(directory, JiraSettings.defaults().withIssues(ISSUES), Map.of());
        List<String> ids = running.jira().site().ids().stream().sorted().toList();
        String first = project(ids.get(0));
        String other = ids.stream()
                .map(ChangedScopeIT::project)
                .filter(project -> !project.equals(first))
                .findFirst()
                .orElseThrow();
        one = "'projects': ['" + other + "']";
        both = "{'projects': ['" + first + "', '" + other + "']}";
        ofOne = ids.stream().filter(id -> project(id).equals(other)).toList();
        ofBoth = ids.stream()
                .filter(id -> List.of(first, other).contains(project(id)))
                .toList();
    }

    @AfterAll
    static void stop() {
        running.close();
    }

    @Test
    void whatWasReadBeforeTheScopeWasMadeWiderIsReadAgain() {
        connect("'streams': ['issues', 'boards']");
        at(BOARDS, 1, scope(both));

        RunReport run = synced.full();

        assertThat(run.outcome()).as(run.toString()).isEqualTo(RunOutcome.IN_SYNC);
        assertThat(synced.ids("issues")).containsExactlyInAnyOrderElementsOf(ofBoth);
        assertThat(of(run, "issues").external()).isEqualTo(ofBoth.size());
        assertThat(of(run, "comments").external())
                .isEqualTo(synced.ids("comments").size())
                .isPositive();
    }

    @Test
    void whatWasReadWithinTheSameScopeIsNotReadAgain() {
        connect("'streams': ['issues', 'boards']");
        at(BOARDS, 1, named("another name"));
        running.jira().exchanges().reset();

        RunReport run = synced.full();
        long disturbed = running.jira().exchanges().count("/search/jql");
        running.jira().exchanges().reset();
        synced.full();

        assertThat(run.outcome()).as(run.toString()).isEqualTo(RunOutcome.IN_SYNC);
        assertThat(run.timeline()).extracting(step -> step.step()).contains("resumed");
        assertThat(disturbed).isEqualTo(running.jira().exchanges().count("/search/jql"));
    }

    @Test
    void listsOfWhatIsInTheWiderScopeOnlyAreReadThoughTheReadingIsBehindThem() {
        connect("'streams': ['issues', 'issue_watchers'], 'also': ['issue_watchers']");
        at(WATCHERS, ofOne.size() - 1, scope(both));

        RunReport run = synced.full();

        assertThat(run.outcome()).as(run.toString()).isEqualTo(RunOutcome.IN_SYNC);
        assertThatAllWatchersAreHeld();
    }

    @Test
    void listsOfWhatIsInTheWiderScopeOnlyAreReadThoughAllOthersWere() {
        connect("'streams': ['issues', 'issue_watchers', 'boards'], 'also': ['issue_watchers']");
        at(BOARDS, 1, scope(both));

        RunReport run = synced.incremental();

        assertThatAllWatchersAreHeld();
        assertThat(of(run, "issue_watchers").external()).as(run.toString()).isIn(0L, (long)
                synced.ids("issue_watchers").size());
    }

    @Test
    void nothingIsSaidOfAStreamThatTheScopeNoLongerNames() {
        connect("'streams': ['issues', 'boards']");
        at(BOARDS, 1, scope("{'streams': ['boards'], 'projects': null}"));

        RunReport run = synced.full();

        assertThat(run.outcome()).as(run.toString()).isEqualTo(RunOutcome.IN_SYNC);
        assertThat(run.certificate().streams())
                .extracting(StreamCertificate::stream)
                .containsExactly("boards");
    }

    @Test
    void aValidationLooksAgainAtWhatTheScopeWasMadeWiderFor() {
        connect("'streams': ['issues', 'boards']");
        synced.full();
        at(BOARDS, 1, scope(both));

        RunReport run = running.operations()
                .validateDataConsistency(
                        Caller.SYSTEM, synced.integration().id(), ValidationMode.CENSUS, null, Duration.ofSeconds(60));

        assertThat(run.outcome()).as(run.toString()).isEqualTo(RunOutcome.OUT_OF_SYNC);
    }

    private void assertThatAllWatchersAreHeld() {
        assertThat(synced.texts("select distinct parent_id from work.records where stream = 'issue_watchers'"
                        + " and absence = 'present'"))
                .containsExactlyInAnyOrderElementsOf(ofBoth.stream()
                        .filter(id -> running.jira()
                                        .site()
                                        .truth(id)
                                        .at("/fields/watches/watchCount")
                                        .asInt()
                                > 0)
                        .toList());
    }

    private void connect(String streams) {
        synced = new SyncedTool(running, running.connect("{" + streams + ", " + one + "}", "[]"));
    }

    /** Changes the integration when something has been asked for so many times, once. */
    private void at(String path, int times, IntegrationChange change) {
        AtomicInteger asked = new AtomicInteger();
        running.jira().exchanges().listen(exchange -> {
            if (exchange.path().contains(path) && asked.incrementAndGet() == times) {
                running.operations()
                        .updateIntegration(Caller.SYSTEM, synced.integration().id(), change, Precondition.NONE, false);
            }
        });
    }

    private static IntegrationChange scope(String scope) {
        return new IntegrationChange(null, null, null, null, json(scope), null, null, null, null);
    }

    private static IntegrationChange named(String name) {
        return new IntegrationChange(name, null, null, null, null, null, null, null, null);
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    private static String project(String id) {
        return running.jira().site().truth(id).at("/fields/project/key").asText();
    }

    private static StreamCertificate of(RunReport run, String stream) {
        return run.certificate().streams().stream()
                .filter(found -> found.stream().equals(stream))
                .findFirst()
                .orElseThrow();
    }
}
