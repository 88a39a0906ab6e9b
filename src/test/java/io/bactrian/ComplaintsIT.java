package io.bactrian;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bactrian.command.Api;
import io.bactrian.connection.Integration;
import io.bactrian.run.RunOutcome;
import io.bactrian.run.RunReport;
import io.bactrian.simulate.Fault;
import io.bactrian.simulate.jira.JiraSettings;
import io.bactrian.simulate.jira.SeedPeriod;
import io.bactrian.simulate.jira.SimulatedJira;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What users of such products complain about, as far as it takes the whole service to show that it does not happen here; the
 * README's table of complaints names these tests and those elsewhere. A tool whose name begins with {@code without} is ours
 * less one cure: with it the complaint is true.
 */
class ComplaintsIT {
    private static final int ISSUES = 120;
    private static final String WEAKENED = "streams/issues.yaml";
    /** In the middle of a declaration: a key of the stream with all that is indented below it. */
    private static final String BLOCK = ":(?:.*\\n(?: {2}.*\\n)+|.*\\n)";

    @RegisterExtension
    static final WeakenedService service = new WeakenedService(
            "jira",
            tools -> tools.withoutVariants()
                    .add("without-census", WEAKENED, "(?m)^census" + BLOCK, "")
                    .add("without-rest", WEAKENED, "(?m)^ {4}rest:\\n(?: {6}.*\\n)+", "")
                    .add("short-list", WEAKENED, "(?m)^paging: .*$", "paging: {kind: none}")
                    .add("short-list-without-census", WEAKENED, "(?m)^paging: .*$|^census" + BLOCK, "")
                    .add("short-census", WEAKENED, "(?s)(census:.*?\\{when\\})", "$1 and created < " + middle()));

    @RegisterExtension
    final JiraSide side = new JiraSide(JiraSettings.defaults().withIssues(ISSUES));

    private SimulatedJira jira;
    private JiraTrial trial;

    @BeforeEach
    void takeSite() {
        jira = side.simulated();
        trial = side.trial(service.running());
    }

    /** Hot records: a window of changes may never show them, as they have changed again whenever it is asked for. */
    @Test
    void aRecordThatNoWindowShowsIsFetchedByItsId() {
        Integration integration = trial.synced("jira");
        String id = lose(integration);

        RunReport run = trial.incremental(integration);

        assertThat(run.outcome()).as(run.toString()).isEqualTo(RunOutcome.IN_SYNC);
        assertThat(trial.present(integration, "issues")).contains(id);
    }

    @Test
    void withoutACensusARecordThatNoWindowShowsIsLost() {
        Integration integration = trial.synced("without-census");
        String id = lose(integration);

        trial.incremental(integration);

        assertThat(trial.present(integration, "issues")).doesNotContain(id);
    }

    @Test
    void aRecordThatChangesAllTheTimeIsCollected() {
        String id = jira.site().ids().get(3);
        jira.exchanges().listen(exchange -> jira.site().change(id));
        Integration integration = trial.synced("jira");

        trial.incremental(integration);

        assertThat(version(integration, id)).isGreaterThan(1);
        assertThat(trial.present(integration, "issues"))
                .containsExactlyInAnyOrderElementsOf(jira.site().ids());
    }

    /** Every list is held to the same: people and projects, too. */
    @Test
    void whatIsHeldIsAsMuchAsTheToolHolds() {
        Integration integration = trial.connect("jira");

        RunReport run = trial.full(integration);

        assertThat(run.outcome()).as(run.toString()).isEqualTo(RunOutcome.IN_SYNC);
        assertThat(jira.site().counts())
                .allSatisfy((stream, count) -> assertThat(trial.present(integration, stream))
                        .as(stream)
                        .hasSize(count.intValue()));
    }

    @Test
    void aListThatEndsAfterItsFirstPageIsMadeGoodByTheCensus() {
        Integration integration = trial.synced("short-list");

        assertThat(trial.present(integration, "issues")).hasSize(ISSUES);
    }

    @Test
    void withoutACensusAListThatEndsAfterItsFirstPageLosesTheRest() {
        Integration integration = trial.connect("short-list-without-census");

        trial.full(integration);

        assertThat(trial.present(integration, "issues")).hasSizeLessThan(ISSUES);
    }

    @Test
    void aRecordThatIsNotListedIsNotTakenForDeleted() {
        Integration integration = trial.connect("short-census");

        RunReport run = trial.full(integration);

        assertThat(run.certificate().streams())
                .filteredOn(stream -> stream.stream().equals("issues"))
                .singleElement()
                .satisfies(stream -> assertThat(stream.external()).isEqualTo(ISSUES));
        assertThat(trial.present(integration, "issues")).hasSize(ISSUES);
    }

    @Test
    void childrenThatAPageCutsShortAreCompleted() {
        Integration integration = trial.synced("jira");

        assertThat(trial.present(integration, "changes")).hasSize(counted("changes"));
        assertThat(trial.present(integration, "comments")).hasSize(counted("comments"));
    }

    @Test
    void withoutTheRestChildrenThatAPageCutsShortAreLostButTheRunIsNotGreen() {
        Integration integration = trial.connect("without-rest");

        RunReport run = trial.full(integration);

        assertThat(trial.present(integration, "changes")).hasSizeLessThan(counted("changes"));
        assertThat(run.outcome()).as(run.toString()).isNotEqualTo(RunOutcome.IN_SYNC);
    }

    @Test
    void aDeletedRecordIsMarkedAbsentByTheNextRun() {
        Integration integration = trial.synced("jira");
        String id = jira.site().ids().get(0);
        jira.site().delete(id);

        trial.incremental(integration);

        assertThat(trial.present(integration, "issues")).hasSize(ISSUES - 1).doesNotContain(id);
    }

    @Test
    void withoutACensusADeletedRecordStays() {
        Integration integration = trial.synced("without-census");
        jira.site().delete(jira.site().ids().get(0));

        trial.incremental(integration);

        assertThat(trial.present(integration, "issues")).hasSize(ISSUES);
    }

    @Test
    void aListingOfIdsThatBrokeOffDeletesNothing() {
        Integration integration = trial.synced("jira");
        jira.site().delete(jira.site().ids().get(0));
        jira.faults().add(Fault.status(403).on("/search/jql").always());

        RunReport run = trial.incremental(integration);

        assertThat(run.outcome()).as(run.toString()).isNotEqualTo(RunOutcome.IN_SYNC);
        assertThat(trial.present(integration, "issues")).hasSize(ISSUES);
    }

    @Test
    void aMovedRecordStaysOneRecordWithItsChildrenAndItsFormerKeyIsFound() {
        Integration integration = trial.synced("jira");
        String id = withComments();
        String before = jira.site().truth(id).path("key").asText();
        List<String> comments = comments(integration, id);
        jira.site().move(id, otherProject(before));

        trial.incremental(integration);

        assertThat(trial.present(integration, "issues")).hasSize(ISSUES);
        assertThat(comments(integration, id)).isEqualTo(comments).isNotEmpty();
        assertThat(trial.texts(
                        integration,
                        "select key || (until_at is null) from work.item_keys where external_id = '" + id
                                + "' order by until_at nulls first"))
                .containsExactly(jira.site().truth(id).path("key").asText() + "true", before + "false");
    }

    @Test
    void aQueryOfAllRecordsIsAnsweredByTheLocalCopyAlone() throws Exception {
        Integration integration = trial.synced("jira");
        Api api = new Api(service.running().address(), ServiceProcess.ADMIN_KEY);
        String records = "/integrations/" + integration.id() + "/records/issues";
        jira.close();
        List<String> ids = new ArrayList<>();

        JsonNode page = api.get(records + "?limit=50");
        page.path("items").forEach(record -> ids.add(record.path("externalId").asText()));
        while (!page.path("next").isNull()) {
            page = api.get(records + "?limit=50&next=" + page.path("next").asText());
            page.path("items")
                    .forEach(record -> ids.add(record.path("externalId").asText()));
        }

        assertThat(ids).containsExactlyInAnyOrderElementsOf(jira.site().ids());
        assertThat(api.get(records + "/" + ids.get(0)).path("ageSeconds").asInt(-1))
                .isNotNegative();
    }

    /** Takes away a record as if no window had ever shown it. */
    private String lose(Integration integration) {
        String id = jira.site().ids().get(7);
        trial.lose(integration, List.of(id));
        return id;
    }

    private String withComments() {
        return jira.site().ids().stream()
                .filter(id ->
                        !jira.site().truth(id).at("/fields/comment/comments").isEmpty())
                .findFirst()
                .orElseThrow();
    }

    /** The last project, or the one before it. */
    private int otherProject(String key) {
        int last = jira.site().projectCount() - 1;
        String lastKey = jira.site().projects().get(last).path("key").asText();
        return key.startsWith(lastKey + "-") ? last - 1 : last;
    }

    private static String middle() {
        Instant from = SeedPeriod.FROM;
        Duration half = SeedPeriod.LENGTH.dividedBy(2);
        return from.plus(half).toString().substring(0, 10);
    }

    private int counted(String stream) {
        return jira.site().counts().get(stream).intValue();
    }

    private int version(Integration integration, String id) {
        String title = trial.texts(integration, "select title from work.items where external_id = '" + id + "'")
                .get(0);
        return Integer.parseInt("0" + title.replaceAll("[^0-9]", ""));
    }

    private List<String> comments(Integration integration, String item) {
        return trial.texts(
                integration,
                "select external_id from work.comments where deleted_at is null and item_id = '" + item
                        + "' order by 1");
    }
}
