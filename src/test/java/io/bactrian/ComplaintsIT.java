package io.bactrian;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.access.Caller;
import io.bactrian.command.Api;
import io.bactrian.connection.Integration;
import io.bactrian.connection.NewIntegration;
import io.bactrian.consistency.Gap;
import io.bactrian.run.RunOutcome;
import io.bactrian.run.RunReport;
import io.bactrian.run.SyncMode;
import io.bactrian.simulate.Fault;
import io.bactrian.simulate.jira.JiraSettings;
import io.bactrian.simulate.jira.SimulatedJira;
import io.bactrian.simulate.jira.SimulatedSite;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

    private static RunningService running;

    private SimulatedJira jira;

    @BeforeAll
    static void startService(@TempDir Path directory) throws IOException {
        new WeakenedTools(directory.resolve("routes"), "jira")
                .add("without-census", WEAKENED, "(?m)^census" + BLOCK, "")
                .add("without-rest", WEAKENED, "(?m)^ {4}rest:\\n(?: {6}.*\\n)+", "")
                .add("short-list", WEAKENED, "(?m)^paging: .*$", "paging: {kind: none}")
                .add("short-list-without-census", WEAKENED, "(?m)^paging: .*$|^census" + BLOCK, "")
                .add("short-census", WEAKENED, "(?s)(census:.*?\\{when\\})", "$1 and created < " + middle());
        running = RunningService.start(directory, JiraSettings.defaults().withIssues(1), Map.of());
    }

    @AfterAll
    static void stopService() {
        running.close();
    }

    @BeforeEach
    void startSite() {
        jira = SimulatedJira.start(JiraSettings.defaults().withIssues(ISSUES));
    }

    @AfterEach
    void stopSite() {
        jira.close();
    }

    /** Hot records: a window of changes may never show them, as they have changed again whenever it is asked for. */
    @Test
    void aRecordThatNoWindowShowsIsFetchedByItsId() {
        Integration integration = synced("jira");
        String id = lose(integration);

        RunReport run = running.sync(integration, SyncMode.INCREMENTAL);

        assertThat(run.outcome()).as(run.toString()).isEqualTo(RunOutcome.IN_SYNC);
        assertThat(present(integration, "issues")).contains(id);
    }

    @Test
    void withoutACensusARecordThatNoWindowShowsIsLost() {
        Integration integration = synced("without-census");
        String id = lose(integration);

        running.sync(integration, SyncMode.INCREMENTAL);

        assertThat(present(integration, "issues")).doesNotContain(id);
    }

    @Test
    void aRecordThatChangesAllTheTimeIsCollected() {
        String id = jira.site().ids().get(3);
        jira.exchanges().listen(exchange -> jira.site().change(id));
        Integration integration = synced("jira");

        running.sync(integration, SyncMode.INCREMENTAL);

        assertThat(version(integration, id)).isGreaterThan(1);
        assertThat(present(integration, "issues"))
                .containsExactlyInAnyOrderElementsOf(jira.site().ids());
    }

    /** Every list is held to the same: people and projects, too. */
    @Test
    void whatIsHeldIsAsMuchAsTheToolHolds() {
        Integration integration = connect("jira");

        RunReport run = running.sync(integration, SyncMode.FULL);

        assertThat(run.outcome()).as(run.toString()).isEqualTo(RunOutcome.IN_SYNC);
        assertThat(jira.site().counts())
                .allSatisfy((stream, count) ->
                        assertThat(present(integration, stream)).as(stream).hasSize(count.intValue()));
    }

    @Test
    void aListThatEndsAfterItsFirstPageIsMadeGoodByTheCensus() {
        Integration integration = synced("short-list");

        assertThat(present(integration, "issues")).hasSize(ISSUES);
    }

    @Test
    void withoutACensusAListThatEndsAfterItsFirstPageLosesTheRest() {
        Integration integration = connect("short-list-without-census");

        running.sync(integration, SyncMode.FULL);

        assertThat(present(integration, "issues")).hasSizeLessThan(ISSUES);
    }

    @Test
    void aRecordThatIsNotListedIsNotTakenForDeleted() {
        Integration integration = connect("short-census");

        RunReport run = running.sync(integration, SyncMode.FULL);

        assertThat(run.certificate().streams())
                .filteredOn(stream -> stream.stream().equals("issues"))
                .singleElement()
                .satisfies(stream -> assertThat(stream.external()).isEqualTo(ISSUES));
        assertThat(present(integration, "issues")).hasSize(ISSUES);
    }

    @Test
    void aRepeatedPageTokenEndsTheStreamAsAFailure() {
        jira.close();
        jira = SimulatedJira.start(JiraSettings.defaults().withIssues(5 * ISSUES));
        Integration integration = connect("jira");
        jira.faults().add(Fault.of(Fault.Kind.REPEATED_TOKEN).on("/search/jql").always());

        RunReport run = running.sync(integration, SyncMode.FULL);

        assertThat(run.endedAt()).isNotNull();
        assertThat(run.outcome()).as(run.toString()).isNotEqualTo(RunOutcome.IN_SYNC);
        assertThat(gaps(run)).contains("invalid_data");
    }

    @Test
    void childrenThatAPageCutsShortAreCompleted() {
        Integration integration = synced("jira");

        assertThat(present(integration, "changes")).hasSize(counted("changes"));
        assertThat(present(integration, "comments")).hasSize(counted("comments"));
    }

    @Test
    void withoutTheRestChildrenThatAPageCutsShortAreLostButTheRunIsNotGreen() {
        Integration integration = connect("without-rest");

        RunReport run = running.sync(integration, SyncMode.FULL);

        assertThat(present(integration, "changes")).hasSizeLessThan(counted("changes"));
        assertThat(run.outcome()).as(run.toString()).isNotEqualTo(RunOutcome.IN_SYNC);
    }

    @Test
    void aRunThatIsNotLetInHasFailed() {
        Integration integration = connect("jira");
        jira.faults().add(Fault.status(401).always());

        RunReport run = running.sync(integration, SyncMode.FULL);

        assertThat(run.outcome()).as(run.toString()).isEqualTo(RunOutcome.FAILED);
        assertThat(run.failure().category()).isEqualTo("authentication");
    }

    @Test
    void aProjectThatDoesNotExistIsNoSuccessWithNothing() {
        Integration integration = connect("jira");
        running.jdbi()
                .useHandle(handle -> handle.execute(
                        "update bactrian.integrations set scope = '{\"projects\": [\"NOSUCH\"]}' where id = ?",
                        integration.id()));

        RunReport run = running.sync(integration, SyncMode.FULL);

        assertThat(run.outcome()).as(run.toString()).isNotEqualTo(RunOutcome.IN_SYNC);
        assertThat(gaps(run)).contains("not_found");
    }

    @Test
    void anAnswerThatIsPassedOverIsANamedGap() {
        Integration integration = connect("jira");
        jira.faults().add(Fault.status(400).on("/users").always());

        RunReport run = running.sync(integration, SyncMode.FULL);

        assertThat(run.outcome()).as(run.toString()).isEqualTo(RunOutcome.INCOMPLETE);
        assertThat(gaps(run)).contains("invalid_data");
    }

    @Test
    void aRunThatEndedEarlyIsNotGreenThoughItReadSomething() {
        Integration integration = connect("jira");
        jira.faults().add(Fault.status(403).on("/search/jql").times(1_000).every(3));

        RunReport run = running.sync(integration, SyncMode.FULL);

        assertThat(run.outcome()).as(run.toString()).isNotEqualTo(RunOutcome.IN_SYNC);
    }

    @Test
    void aDeletedRecordIsMarkedAbsentByTheNextRun() {
        Integration integration = synced("jira");
        String id = jira.site().ids().get(0);
        jira.site().delete(id);

        running.sync(integration, SyncMode.INCREMENTAL);

        assertThat(present(integration, "issues")).hasSize(ISSUES - 1).doesNotContain(id);
    }

    @Test
    void withoutACensusADeletedRecordStays() {
        Integration integration = synced("without-census");
        jira.site().delete(jira.site().ids().get(0));

        running.sync(integration, SyncMode.INCREMENTAL);

        assertThat(present(integration, "issues")).hasSize(ISSUES);
    }

    @Test
    void aListingOfIdsThatBrokeOffDeletesNothing() {
        Integration integration = synced("jira");
        jira.site().delete(jira.site().ids().get(0));
        jira.faults().add(Fault.status(403).on("/search/jql").always());

        RunReport run = running.sync(integration, SyncMode.INCREMENTAL);

        assertThat(run.outcome()).as(run.toString()).isNotEqualTo(RunOutcome.IN_SYNC);
        assertThat(present(integration, "issues")).hasSize(ISSUES);
    }

    @Test
    void aRunShowsTheFilterAsTheToolWasAsked() {
        Integration integration = synced("jira");

        RunReport run = running.sync(integration, SyncMode.INCREMENTAL);

        assertThat(run.timeline())
                .filteredOn(step -> step.step().equals("filtered"))
                .singleElement()
                .satisfies(step -> assertThat(step.stream() + ": " + step.detail())
                        .matches("issues: updated >= \"\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d\""));
    }

    @Test
    void aMovedRecordStaysOneRecordWithItsChildrenAndItsFormerKeyIsFound() {
        Integration integration = synced("jira");
        String id = withComments();
        String before = jira.site().truth(id).path("key").asText();
        List<String> comments = comments(integration, id);
        jira.site().move(id, otherProject(before));

        running.sync(integration, SyncMode.INCREMENTAL);

        assertThat(present(integration, "issues")).hasSize(ISSUES);
        assertThat(comments(integration, id)).isEqualTo(comments).isNotEmpty();
        assertThat(texts(
                        integration,
                        "select key || (until_at is null) from work.item_keys where external_id = '" + id
                                + "' order by until_at nulls first"))
                .containsExactly(jira.site().truth(id).path("key").asText() + "true", before + "false");
    }

    @Test
    void aRecordThatTheModelLacksIsNamedByTheNextRun() {
        Integration integration = synced("jira");
        String id = jira.site().ids().get(7);
        running.jdbi()
                .useHandle(handle -> handle.execute(
                        "delete from work.items where integration_id = ? and external_id = ?", integration.id(), id));

        RunReport run = running.sync(integration, SyncMode.INCREMENTAL);

        assertThat(run.outcome()).as(run.toString()).isEqualTo(RunOutcome.INCOMPLETE);
        assertThat(gaps(run)).containsExactly("not_in_step");
    }

    @Test
    void aQueryOfAllRecordsIsAnsweredByTheLocalCopyAlone() throws Exception {
        Integration integration = synced("jira");
        Api api = new Api(running.address(), ServiceProcess.ADMIN_KEY);
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

    private Integration synced(String tool) {
        Integration integration = connect(tool);
        running.sync(integration, SyncMode.FULL);
        return integration;
    }

    private Integration connect(String tool) {
        NewIntegration usual = running.request();
        ObjectNode config = new ObjectMapper()
                .createObjectNode()
                .put("baseUrl", jira.address().toString());
        NewIntegration request =
                new NewIntegration(tool, usual.name(), null, config, usual.credentials(), null, null, null);
        return running.operations().connectToTool(Caller.SYSTEM, request, true);
    }

    /** Takes away a record as if no window had ever shown it. */
    private String lose(Integration integration) {
        String id = jira.site().ids().get(7);
        running.jdbi().useHandle(handle -> {
            for (String table : List.of("records", "items")) {
                handle.execute(
                        "delete from work." + table + " where integration_id = ? and external_id = ?",
                        integration.id(),
                        id);
            }
        });
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
        Instant from = SimulatedSite.createdFrom();
        Duration half = Duration.between(from, SimulatedSite.createdTo()).dividedBy(2);
        return from.plus(half).toString().substring(0, 10);
    }

    private static List<String> gaps(RunReport run) {
        return run.certificate().streams().stream()
                .flatMap(stream -> stream.gaps().stream())
                .map(Gap::kind)
                .distinct()
                .toList();
    }

    private int counted(String stream) {
        return jira.site().counts().get(stream).intValue();
    }

    private int version(Integration integration, String id) {
        String title = texts(integration, "select title from work.items where external_id = '" + id + "'")
                .get(0);
        return Integer.parseInt("0" + title.replaceAll("[^0-9]", ""));
    }

    private List<String> present(Integration integration, String stream) {
        return texts(
                integration,
                "select external_id from work.records where absence = 'present' and stream = '" + stream + "'");
    }

    private List<String> comments(Integration integration, String item) {
        return texts(
                integration,
                "select external_id from work.comments where deleted_at is null and item_id = '" + item
                        + "' order by 1");
    }

    private List<String> texts(Integration integration, String query) {
        return running.texts(query.replaceFirst(" where ", " where integration_id = '" + integration.id() + "' and "));
    }
}
