package io.bactrian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bactrian.connection.Integration;
import io.bactrian.run.RunOutcome;
import io.bactrian.run.RunReport;
import io.bactrian.simulate.jira.JiraSettings;
import io.bactrian.simulate.jira.SimulatedJira;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What Jira Cloud does otherwise than one would think, and what comes of it: each trap once with our tool, which does not fall
 * into it, and once with the tool less the one line that keeps it out, which does.
 */
@Tag("proof")
class JiraTrapsIT {
    private static final int ISSUES = 130;
    private static final String OF_ISSUES = "streams/issues.yaml";
    private static final String OF_THE_TOOL = "tool.yaml";

    @RegisterExtension
    static final WeakenedService service = new WeakenedService(
            "jira",
            tools -> tools.withoutVariants()
                    .add("without-zone", OF_ISSUES, "(?m)^ {2}zone: timeZone\\n", "")
                    .add("with-seconds", OF_ISSUES, "format: yyyy-MM-dd HH:mm", "format: yyyy-MM-dd HH:mm:ss")
                    .add("without-bounds", OF_ISSUES, "(?m)^ {2}first: \"1970.*\\n", "")
                    .add("without-fields", OF_ISSUES, "fields: \"\\*all\", ", "")
                    .add(
                            "by-the-old-search",
                            OF_ISSUES,
                            "(?m)^ {2}get: /rest/api/3/search/jql",
                            "  get: /rest/api/3/search")
                    .add("with-large-batches", OF_ISSUES, "(?m)^ {2}batch: 100", "  batch: 1000")
                    .add("by-key", OF_ISSUES, "(?m)^items: /issues", "items: /issues\nid: /key")
                    .add("with-addresses-of-the-api", OF_ISSUES, "url: \"\\{baseUrl.*\"", "url: /self")
                    .add("without-documents", OF_ISSUES, ", as: adf_text", "")
                    .add("without-gateway", OF_THE_TOOL, "(?m)^ {2}- \"\\{gatewayUrl.*\\n", ""));

    @RegisterExtension
    final JiraSide side = new JiraSide(JiraSettings.defaults().withIssues(ISSUES));

    private SimulatedJira jira;
    private JiraTrial trial;

    @BeforeEach
    void takeSite() {
        jira = side.simulated();
        trial = side.trial(service.running());
    }

    private void start(JiraSettings settings) {
        side.start(settings);
        takeSite();
    }

    @Test
    void changesAreAskedForInTheZoneOfTheAccount() {
        Integration integration = changedTwice("jira");

        assertThat(stale(integration)).isZero();
    }

    @Test
    void withoutTheZoneOfTheAccountAChangeIsLost() {
        Integration integration = changedTwice("without-zone");

        assertThat(stale(integration)).isPositive();
    }

    @Test
    void changesAreAskedForByTheMinute() {
        Integration integration = trial.synced("jira");

        assertInStep(trial.incremental(integration));
    }

    @Test
    void withoutTheMinuteASearchIsRefused() {
        Integration integration = trial.synced("with-seconds");
        jira.site().changePercent(100);

        RunReport run = trial.incremental(integration);

        assertThat(run.outcome()).as(run.toString()).isNotEqualTo(RunOutcome.IN_SYNC);
        assertThat(stale(integration)).isPositive();
    }

    @Test
    void aSearchHasBoundsThoughEverythingIsWanted() {
        assertInStep(trial.full(trial.connect("jira")));
    }

    @Test
    void withoutBoundsASearchIsRefused() {
        Integration integration = trial.connect("without-bounds");

        RunReport run = trial.full(integration);

        assertThat(run.outcome()).as(run.toString()).isNotEqualTo(RunOutcome.IN_SYNC);
        assertThat(trial.present(integration, "issues")).isEmpty();
    }

    @Test
    void aSearchNamesTheFieldsItWants() {
        Integration integration = trial.synced("jira");

        assertThat(stale(integration)).isZero();
        assertThat(jira.exchanges().count("/issue/bulkfetch"))
                .as("a sample is compared")
                .isEqualTo(1);
    }

    /** The engine makes it good: what does not tell when it was changed is fetched by its id, and that is another request. */
    @Test
    void withoutTheFieldsASearchShowsIdsAloneAndEveryIssueIsAskedForTwice() {
        trial.synced("without-fields");

        assertThat(jira.exchanges().count("/issue/bulkfetch")).isEqualTo(1 + 2);
    }

    @Test
    void theSearchThatWasTakenAwayIsNotAskedFor() {
        trial.synced("jira");

        assertThat(jira.exchanges().counts()).doesNotContainKey("GET /rest/api/3/search");
    }

    @Test
    void withTheSearchThatWasTakenAwayNothingComesAndTheRunIsNotGreen() {
        Integration integration = trial.connect("by-the-old-search");

        RunReport run = trial.full(integration);

        assertThat(run.outcome()).as(run.toString()).isNotEqualTo(RunOutcome.IN_SYNC);
        assertThat(trial.present(integration, "issues")).isEmpty();
    }

    @Test
    void manyIssuesAreFetchedByIdAHundredAtATime() {
        Integration integration = losesMany("jira");

        assertThat(trial.present(integration, "issues")).hasSize(ISSUES);
    }

    @Test
    void withoutTheLimitOfABatchIssuesAreNotFetchedById() {
        Integration integration = losesMany("with-large-batches");

        assertThat(trial.present(integration, "issues")).hasSizeLessThan(ISSUES);
    }

    @Test
    void anIssueIsKnownByItsIdWhereverItMoves() {
        Integration integration = trial.synced("jira");
        List<String> before = trial.present(integration, "issues");
        jira.site().move(first(), jira.site().projectCount() - 1);

        trial.incremental(integration);

        assertThat(trial.present(integration, "issues")).containsExactlyInAnyOrderElementsOf(before);
    }

    @Test
    void withTheKeyForAnIdAnIssueThatMovesIsAnother() {
        Integration integration = trial.synced("by-key");
        List<String> before = trial.present(integration, "issues");
        jira.site().move(first(), jira.site().projectCount() - 1);

        trial.incremental(integration);

        assertThat(before).doesNotContainAnyElementsOf(List.of(keyThere()));
        assertThat(trial.present(integration, "issues")).contains(keyThere());
    }

    @Test
    void aLinkLeadsToAPageThatPeopleCanOpen() {
        Integration integration = trial.connectThroughGateway("jira");

        trial.full(integration);

        assertThat(trial.item(integration, first(), "url")).isEqualTo(jira.address() + "/browse/" + keyThere());
    }

    @Test
    void withTheAddressThatTheGatewayGivesALinkLeadsToTheApi() {
        Integration integration = trial.connectThroughGateway("with-addresses-of-the-api");

        trial.full(integration);

        assertThat(trial.item(integration, first(), "url")).contains("/ex/jira/", "/rest/api/3/");
    }

    @Test
    void aDescriptionIsReadAsText() {
        Integration integration = trial.synced("jira");

        assertThat(described(integration)).isNotEmpty().noneMatch(text -> text.startsWith("{"));
    }

    @Test
    void withoutReadingDocumentsNoDescriptionIsText() {
        Integration integration = trial.synced("without-documents");

        assertThat(described(integration)).allMatch(text -> text.startsWith("{"));
    }

    @Test
    void aTokenWithScopesIsGoodAtTheGateway() {
        assertInStep(trial.full(trial.connectThroughGateway("jira")));
    }

    @Test
    void withoutTheGatewayATokenWithScopesIsNotLetIn() {
        assertThatThrownBy(() -> trial.connectThroughGateway("without-gateway")).hasMessageContaining("401");
    }

    /** The second change is asked for from where the first one was. */
    private Integration changedTwice(String tool) {
        start(JiraSettings.defaults().withIssues(ISSUES).withTimeZone(ZoneId.of("America/Los_Angeles")));
        Integration integration = trial.synced(tool);
        for (int change = 0; change < 2; change++) {
            jira.site().changePercent(100);
            trial.incremental(integration);
        }
        return integration;
    }

    private Integration losesMany(String tool) {
        Integration integration = trial.synced(tool);
        trial.lose(integration, jira.site().ids().subList(0, ISSUES - 20));
        trial.incremental(integration);
        return integration;
    }

    private List<String> described(Integration integration) {
        return trial.texts(integration, "select description from work.items where description is not null");
    }

    private String first() {
        return jira.site().ids().get(0);
    }

    private String keyThere() {
        return jira.site().truth(first()).path("key").asText();
    }

    /** How many issues have another title here than there; a few that the run's sample fetched have none. */
    private long stale(Integration integration) {
        return jira.site().ids().stream()
                .filter(id -> !trial.item(integration, id, "title")
                        .equals(jira.site().truth(id).at("/fields/summary").asText()))
                .count();
    }

    private static void assertInStep(RunReport run) {
        assertThat(run.outcome()).as(run.toString()).isEqualTo(RunOutcome.IN_SYNC);
    }
}
