package io.bactrian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.access.Caller;
import io.bactrian.connection.NewIntegration;
import io.bactrian.run.RunOutcome;
import io.bactrian.run.RunReport;
import io.bactrian.run.SyncMode;
import io.bactrian.simulate.Fault;
import io.bactrian.simulate.jira.JiraSettings;
import io.bactrian.simulate.jira.ServerMood;
import io.bactrian.simulate.jira.SimulatedJira;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What Jira Data Center does otherwise than one would think, and what comes of it: each trap once with our tool, which does not
 * fall into it, and once with the tool less the one line that keeps it out, which does.
 */
@Tag("proof")
class DataCenterTrapsIT {
    private static final int ISSUES = 130;
    /** One of seven, with a good share of the issues. */
    private static final int PROJECT = 2;

    private static final String TOOL = "tool.yaml";
    private static final String OF_ISSUES = "variants/server/streams/issues.yaml";
    private static final String SLICES = ", slices: \\{[^}]*\\}";

    @RegisterExtension
    static final WeakenedService service = new WeakenedService(
            "jira",
            tools -> tools.add("without-slices", OF_ISSUES, SLICES, "")
                    .add("by-refusals-only", TOOL, "(?m)^ {2}- .*Search limit exceeded.*\\n", "")
                    .add("in-small-slices", OF_ISSUES, "most: 5000", "most: 40")
                    .and("in-small-slices", TOOL, "(?m)^ {2}- .*Search limit exceeded.*\\n", "")
                    .and("in-small-slices", OF_ISSUES, "limit: 1000", "limit: 20")
                    .and("in-small-slices", "streams/issues.yaml", "limit: 100}", "limit: 20}")
                    .add("with-validated-ids", OF_ISSUES, "validateQuery: false, ", "")
                    .add(
                            "without-the-rest-of-ids",
                            OF_ISSUES,
                            "(?m)^ {2}paging: \\{kind: offset, send: startAt, total.*\\n",
                            "")
                    .add("by-account-id", OF_ISSUES, "(?m)^ {2}assignee_ids: .*\\n", "")
                    .add("without-captchas", TOOL, "(?m)^ {2}- .*CAPTCHA_CHALLENGE.*\\n", "")
                    .add("without-strangers", TOOL, "(?m)^ {2}- .*AUTHENTICATED_FAILED.*\\n", "")
                    .add("without-kinds", TOOL, "of: \\{Server: server\\}", "of: {Other: server}"));

    @RegisterExtension
    final JiraSide side = new JiraSide(JiraSettings.defaults().withIssues(1).asDataCenter());

    private SimulatedJira jira;

    @BeforeEach
    void takeSite() {
        jira = side.simulated();
    }

    private void start(JiraSettings settings) {
        side.start(settings);
        takeSite();
    }

    private static JiraSettings site() {
        return JiraSettings.defaults().withIssues(ISSUES).asDataCenter();
    }

    private SyncedTool connect(String tool) {
        ObjectMapper json = new ObjectMapper();
        ObjectNode credentials = json.createObjectNode()
                .put(
                        "accessToken",
                        Objects.requireNonNull(jira.settings().server()).token());
        ObjectNode config = json.createObjectNode().put("baseUrl", jira.home().toString());
        NewIntegration request = new NewIntegration(tool, "test", null, config, credentials, null, null, null);
        return new SyncedTool(
                service.running(), service.running().operations().connectToTool(Caller.SYSTEM, request, true));
    }

    private RunReport read(String tool) {
        return connect(tool).full();
    }

    private static void assertInSync(RunReport run) {
        assertThat(run.outcome()).as(run.toString()).isEqualTo(RunOutcome.IN_SYNC);
    }

    private static void assertFellIn(RunReport run) {
        assertThat(run.outcome()).as(run.toString()).isNotEqualTo(RunOutcome.IN_SYNC);
    }

    @Test
    void aSearchThatShowsNoMoreIsAskedForWhatFollows() {
        start(site().withMostFound(60).withMostResults(25));

        assertInSync(read("jira"));
        assertFellIn(read("without-slices"));
        assertFellIn(read("by-refusals-only"));
    }

    @Test
    void slicesEndBeforeASearchDoes() {
        start(site().withMostFound(60).withMostResults(25));

        assertInSync(read("in-small-slices"));
    }

    /** The issue at which a slice begins is read twice, and what it has lost in between is in the first of the two answers. */
    @Test
    void whatAnIssueHasLostBetweenTwoReadingsIsNotHeld() {
        start(site().withMostFound(60).withMostResults(25));
        SyncedTool synced = connect("jira");
        AtomicBoolean loses = new AtomicBoolean(true);
        Set<String> lost = ConcurrentHashMap.newKeySet();
        jira.exchanges().listen(exchange -> {
            if (loses.get() && exchange.path().endsWith("/search") && exchange.status() == 200) {
                lastIssue(exchange.responseBody()).ifPresent(issue -> lost.addAll(commentsLostBy(issue)));
            }
        });
        synced.full();
        loses.set(false);
        assertThat(lost).isNotEmpty();

        RunReport run = synced.incremental();

        assertInSync(run);
        assertThat(synced.ids("comments")).doesNotContainAnyElementsOf(lost);
    }

    private static Optional<String> lastIssue(String search) {
        try {
            JsonNode issues = new ObjectMapper().readTree(search).path("issues");
            return Optional.ofNullable(issues.get(issues.size() - 1))
                    .map(issue -> issue.path("id").asText());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the site answered with something else than JSON", e);
        }
    }

    private Set<String> commentsLostBy(String issue) {
        Set<String> comments = comments(issue);
        jira.site().deleteComment(issue);
        comments.removeAll(comments(issue));
        return comments;
    }

    private Set<String> comments(String issue) {
        Set<String> ids = new HashSet<>();
        jira.site()
                .truth(issue)
                .at("/fields/comment/comments")
                .forEach(comment -> ids.add(comment.path("id").asText()));
        return ids;
    }

    @Test
    void aReadThatIsInterruptedGoesOnInItsSlice() {
        start(site());
        SyncedTool synced = connect("in-small-slices");
        jira.faults()
                .add(Fault.of(Fault.Kind.LATENCY, Duration.ofMillis(300))
                        .on("/search")
                        .always());
        List<String> pages = new CopyOnWriteArrayList<>();
        jira.exchanges().listen(exchange -> {
            if (exchange.query().contains("maxResults=20")) {
                pages.add(exchange.query());
            }
        });
        RunReport begun = service.running()
                .operations()
                .syncData(Caller.SYSTEM, synced.integration().id(), SyncMode.FULL, List.of("issues"), Duration.ZERO);
        await().until(() -> pages.size() > 6);

        service.running().restart();

        await().atMost(Duration.ofMinutes(1)).until(() -> ended(begun).endedAt() != null);
        assertInSync(ended(begun));
        assertThat(synced.ids("issues")).hasSize(ISSUES);
        assertThat(pages).as("pages of issues and of ids").hasSizeLessThan(20);
    }

    private static RunReport ended(RunReport begun) {
        return service.running().operations().run(Caller.SYSTEM, begun.id());
    }

    @Test
    void anIdThatIsNoMoreDoesNotHideTheOthers() {
        start(site());

        assertThat(absenceOfADeletedIssue("jira")).isEqualTo("gone");
        assertThat(absenceOfADeletedIssue("with-validated-ids")).isNotEqualTo("gone");
    }

    private String absenceOfADeletedIssue(String tool) {
        SyncedTool synced = connect(tool);
        assertInSync(synced.full());
        String id = jira.site().ids().get(7);
        jira.site().delete(id);

        synced.full();

        return synced.texts("select absence from work.records where stream = 'issues' and external_id = '" + id + "'")
                .get(0);
    }

    @Test
    void whatASearchForIdsDoesNotShowIsAskedForToo() {
        start(site().withMostResults(8));

        assertInSync(afterAProjectWasTakenOutOfTheArchive("jira"));
        assertFellIn(afterAProjectWasTakenOutOfTheArchive("without-the-rest-of-ids"));
    }

    /** Its issues are found by the list of ids alone, for nothing changed in them. */
    private RunReport afterAProjectWasTakenOutOfTheArchive(String tool) {
        SyncedTool synced = connect(tool);
        jira.site().archiveProject(PROJECT, true);
        assertInSync(synced.full());
        jira.site().archiveProject(PROJECT, false);
        return synced.incremental();
    }

    @Test
    void peopleAreKnownByTheirKeys() {
        start(site());

        assertThat(filled("jira", "assignee_ids[1]")).isPositive();
        assertThat(filled("by-account-id", "assignee_ids[1]")).isZero();
    }

    private int filled(String tool, String column) {
        SyncedTool synced = connect(tool);
        synced.full();
        return synced.number("select count(*) from work.items where " + column + " is not null");
    }

    @Test
    void aCaptchaIsLeftToAPersonAtOnce() {
        assertThat(decidedIn(ServerMood.CAPTCHA_UNSAID, "jira")).containsExactly("authentication pause");
        assertThat(decidedIn(ServerMood.CAPTCHA_UNSAID, "without-captchas")).containsExactly("permission none");
    }

    @Test
    void successWithoutABodyMayBeAStrangersAnswer() {
        assertThat(decidedIn(ServerMood.EMPTY, "jira")).containsExactly("authentication pause");
        assertThat(decidedIn(ServerMood.EMPTY, "without-strangers")).containsExactly("invalid_data none");
    }

    /** What a sync finds while nobody is received as usual, and what is done about it. */
    private List<String> decidedIn(ServerMood mood, String tool) {
        SyncedTool synced = connect(tool);
        jira.be(mood);

        RunReport run = synced.full();

        jira.be(ServerMood.USUAL);
        return synced.texts(
                "select distinct category || ' ' || recovery from bactrian.failures where run_id = '" + run.id() + "'");
    }

    /** Where calls are limited, every answer says when to come again. */
    @Test
    void aWaitOfNoTimeIsNoRefusal() {
        start(site());
        SyncedTool synced = connect("jira");

        assertInSync(synced.full());

        assertThat(synced.texts("select category from bactrian.failures where true"))
                .isEmpty();
    }

    @Test
    void aDataCenterIsNotAskedAsTheCloudIs() {
        start(site());

        assertThat(connect("jira").integration().permissions()).isNotEmpty();
        assertThatThrownBy(() -> connect("without-kinds")).hasMessageContaining("/rest/api/3/myself");
    }
}
