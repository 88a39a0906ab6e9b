package io.bactrian;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.LiveReading.Told;
import io.bactrian.connection.Integration;
import io.bactrian.run.SyncMode;
import io.bactrian.simulate.jira.JiraSettings;
import io.bactrian.usage.Traffic;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A record is asked of its tool, and told beside what is stored of it. */
class LiveReadIT {
    private static final String LOOK_UP = "/issue/bulkfetch";
    private static final String PRIVATE = """
            {'leaveOut': [{'stream': 'issues', 'pointers': ['/fields/description']}],
             'hash': [{'stream': 'issues', 'pointers': ['/fields/summary']}]}
            """;

    private static RunningService running;
    private static LiveReading reading;
    private static Integration integration;

    @BeforeAll
    static void start(@TempDir Path directory) {
        running = RunningService.start(directory, JiraSettings.defaults().withIssues(30), Map.of());
        reading = LiveReading.of(running);
        integration = running.connect();
    }

    @AfterAll
    static void stop() {
        running.close();
    }

    @BeforeEach
    void sync() {
        running.sync(integration, SyncMode.INCREMENTAL);
        running.jira().exchanges().reset();
    }

    private static String issue(int number) {
        return running.jira().site().ids().get(number);
    }

    @Test
    void aRecordThatIsStoredAsItIsIsToldToBeEqual() throws Exception {
        Told copy = reading.copy(integration, "issues", issue(3));

        Told live = reading.live(integration, "issues", issue(3));

        assertThat(live.status()).as(live.body().toString()).isEqualTo(200);
        assertThat(live.text("/fresh/source")).isEqualTo("tool");
        assertThat(live.text("/fresh/stored")).isEqualTo("equal");
        assertThat(live.text("/fresh/storedAt")).isEqualTo(copy.text("/syncedAt"));
        assertThat(live.body().at("/raw")).isEqualTo(copy.body().at("/raw"));
        assertThat(live.body().at("/ageSeconds").asInt(-1)).isZero();
        assertThat(live.text("/syncedAt"))
                .isEqualTo(live.text("/fresh/askedAt"))
                .isGreaterThan(copy.text("/syncedAt"));
    }

    @Test
    void eachDifferenceIsNamedByItsPlaceWithBothSides() throws Exception {
        running.jira().site().change(issue(4));
        Told copy = reading.copy(integration, "issues", issue(4));

        Told live = reading.live(integration, "issues", issue(4));

        assertThat(live.mistakes()).isEmpty();
        assertThat(live.text("/fresh/stored")).isEqualTo("different");
        assertThat(live.pointers()).contains("/fields/updated");
        int at = live.pointers().indexOf("/fields/updated");
        assertThat(live.text("/fresh/differences/" + at + "/local")).isEqualTo(copy.text("/raw/fields/updated"));
        assertThat(live.text("/fresh/differences/" + at + "/external")).isEqualTo(live.text("/raw/fields/updated"));
    }

    @Test
    void aRecordThatIsNotStoredYetIsToldAllTheSame() throws Exception {
        String id = running.jira().site().create();

        Told live = reading.live(integration, "issues", id);

        assertThat(live.text("/raw/id")).isEqualTo(id);
        assertThat(live.text("/fresh/stored")).isEqualTo("not_stored");
        assertThat(live.body().at("/fresh/storedAt").isNull()).isTrue();
        assertThat(reading.copy(integration, "issues", id).status()).isEqualTo(404);
    }

    @Test
    void aRecordThatIsHeldForGoneAndIsThereIsToldToBeAbsentHere() throws Exception {
        running.jdbi()
                .useHandle(handle -> handle.execute(
                        "update work.records set absence = 'gone', deleted_at = now() where stream = 'issues' and external_id = ?",
                        issue(5)));

        Told live = reading.live(integration, "issues", issue(5));

        assertThat(live.text("/absence")).isEqualTo("present");
        assertThat(live.text("/fresh/stored")).isEqualTo("absent");
    }

    @Test
    void aRecordThatTheToolDoesNotShowIsNotFoundAndWhatIsStoredIsSaid() throws Exception {
        String id = running.jira().site().create();
        running.sync(integration, SyncMode.INCREMENTAL);
        running.jira().site().delete(id);

        Told live = reading.live(integration, "issues", id);
        Told unknown = reading.live(integration, "issues", "999999");

        assertThat(live.status()).isEqualTo(404);
        assertThat(live.text("/category")).isEqualTo("not_found");
        assertThat(live.text("/detail")).contains("stored as present since");
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.text("/detail")).contains("none is stored");
    }

    @Test
    void aKeyIsNoId() throws Exception {
        String key = reading.copy(integration, "issues", issue(6)).text("/raw/key");

        Told live = reading.live(integration, "issues", key);

        assertThat(live.status()).isEqualTo(404);
        assertThat(live.text("/detail")).contains("known there by the id " + issue(6));
    }

    @Test
    void whatIsEmbeddedIsReadByItsOwnLookUpOrNamedWithTheRecordItStandsIn() throws Exception {
        String worklog = running.texts("select external_id from work.records where stream = 'worklogs' limit 1")
                .get(0);
        String comment = running.texts("select external_id from work.records where stream = 'comments' limit 1")
                .get(0);

        Told live = reading.live(integration, "worklogs", worklog);
        Told refused = reading.live(integration, "comments", comment);

        assertThat(live.text("/fresh/stored")).as(live.body().toString()).isEqualTo("equal");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text("/detail")).contains("comments has no look-up by id");
        assertThat(refused.text("/wayOut")).contains("the record of issues");
    }

    @Test
    void whatMustNotBeStoredIsNotToldEither() throws Exception {
        Integration discreet = running.connect(PRIVATE, "[]");
        running.sync(discreet, SyncMode.FULL);

        Told live = reading.live(discreet, "issues", issue(7));

        assertThat(live.text("/fresh/stored")).isEqualTo("equal");
        assertThat(live.body().at("/raw"))
                .isEqualTo(reading.copy(discreet, "issues", issue(7)).body().at("/raw"));
        assertThat(live.body().at("/raw/fields/description").isNull()).isTrue();
        assertThat(live.text("/raw/fields/summary"))
                .isNotEqualTo(running.jira()
                        .site()
                        .truth(issue(7))
                        .at("/fields/summary")
                        .asText());
    }

    @Test
    void nobodyLooksBeyondTheScopeOfAnIntegration() throws Exception {
        Integration narrow = running.connect("{'projects': ['" + project(issue(8)) + "']}", "[]");
        running.sync(narrow, SyncMode.FULL);
        List<String> within = running.texts("select external_id from work.records where stream = 'issues'"
                + " and integration_id = '" + narrow.id() + "'");
        String beyond = running.jira().site().ids().stream()
                .filter(id -> !within.contains(id))
                .findFirst()
                .orElseThrow();
        running.jira().exchanges().reset();

        Told refused = reading.live(narrow, "issues", beyond);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text("/detail")).contains("has a scope");
        assertThat(running.jira().exchanges().count(LOOK_UP)).isZero();
        assertThat(reading.live(narrow, "issues", within.get(0)).text("/fresh/stored"))
                .isEqualTo("equal");
    }

    private static String project(String issue) {
        return running.jira().site().truth(issue).at("/fields/project/key").asText();
    }

    @Test
    void whatIsNoIdIsNotSentToTheTool() throws Exception {
        for (String id : List.of("1) or (project = SECRET", "..", "../../secrets", "1,2", "1\"")) {
            assertThat(reading.live(integration, "issues", id).status()).as(id).isIn(404, 422);
        }

        // A health check may come in between, and carries no id.
        assertThat(running.jira().exchanges().counts().keySet()).isSubsetOf("GET /rest/api/3/myself");
    }

    @Test
    void nothingIsStoredAndOneRequestIsMadeAndCountedAsTheIntegrations() throws Exception {
        running.jira().site().change(issue(9));
        List<String> before = LiveReading.stored(running);
        int spent = spent();

        reading.live(integration, "issues", issue(9));

        assertThat(running.jira().exchanges().counts().values()).containsExactly(1L);
        assertThat(LiveReading.stored(running)).isEqualTo(before);
        assertThat(spent()).isEqualTo(spent + 1);
    }

    /** By the integration, and so far. */
    private static int spent() {
        traffic().write();
        return running.number("select coalesce(sum(requests), 0)::int from bactrian.usage where integration_id = '"
                + integration.id() + "'");
    }

    private static Traffic traffic() {
        return running.service().context().getRegistry().lookupByNameAndType("traffic", Traffic.class);
    }

    @Test
    void whatTheCopyWasWorthIsCounted() throws Exception {
        double before = counted("equal");

        reading.live(integration, "issues", issue(11));

        assertThat(counted("equal")).isEqualTo(before + 1);
    }

    private static double counted(String answer) {
        return running.service()
                .context()
                .getRegistry()
                .lookupByNameAndType("metricsRegistry", MeterRegistry.class)
                .counter("bactrian_live_reads", "answer", answer)
                .count();
    }

    @Test
    void everyBufferIsGivenBack() throws Exception {
        reading.live(integration, "issues", issue(10));
        long lent = running.service().buffers().inFlight();

        reading.live(integration, "issues", issue(10));
        reading.live(integration, "issues", "999999");

        assertThat(running.service().buffers().inFlight()).isEqualTo(lent).isZero();
    }

    @Test
    void aListIsNotReadLiveAndTheWayThereIsSaid() throws Exception {
        Told refused = reading.get(integration, "issues?fresh=true");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text("/wayOut")).contains("sync?wait=60", "one record by its id");
        assertThat(reading.get(integration, "issues?fresh=false").status()).isEqualTo(200);
    }

    @Test
    void aStreamThatIsNotBroughtOverIsNamedWithThoseThatAre() throws Exception {
        Told unknown = reading.live(integration, "tickets", "1");

        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.text("/detail")).contains("no stream tickets", "issues");
    }
}
