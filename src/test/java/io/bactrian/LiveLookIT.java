package io.bactrian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bactrian.command.Api;
import io.bactrian.command.CommandFailed;
import io.bactrian.connection.Integration;
import io.bactrian.run.SyncMode;
import io.bactrian.simulate.Fault;
import io.bactrian.simulate.jira.JiraSettings;
import io.bactrian.usage.Traffic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A version of a file is tried on one page of the tool before it runs; nothing of what it reads is stored. */
class LiveLookIT {
    private static final int ISSUES = 30;
    private static final String ISSUES_FILE = "jira/issues.yaml";
    private static final String SEARCH = "/search/jql";
    /** All that a sync would have written. */
    private static final String STORED = """
            select coalesce(string_agg(t::text, ' '), '') from (
                select (select md5(coalesce(string_agg(r::text, '' order by r.stream, r.external_id), '')) from work.records r),
                    (select md5(coalesce(string_agg(i::text, '' order by i.stream, i.external_id), '')) from work.items i),
                    (select count(*) from bactrian.runs), (select count(*) from bactrian.failures),
                    (select count(*) from bactrian.walks)) t
            """;

    private static RunningService running;
    private static Api api;
    private static Integration integration;

    @BeforeAll
    static void start(@TempDir Path directory) {
        running = RunningService.start(directory, JiraSettings.defaults().withIssues(ISSUES), Map.of());
        api = new Api(running.address(), ServiceProcess.ADMIN_KEY);
        integration = running.connect();
        running.sync(integration, SyncMode.FULL);
    }

    @AfterAll
    static void stop() {
        running.close();
    }

    @AfterEach
    void wellAgain() {
        running.jira().faults().clear();
    }

    @Test
    void aVersionThatChangesNothingDiffersInNothing() throws Exception {
        JsonNode page = look(ISSUES_FILE, ours("jira/streams/issues.yaml"), integration, "");

        assertThat(page.at("/request").asText())
                .startsWith("GET ")
                .contains(SEARCH)
                .doesNotContain("token");
        assertThat(texts(page.at("/through"))).containsExactly("sync-page", "jira-call");
        assertThat(held(page, "issues")).isEqualTo("30 records, 0 added, 0 different, 30 equal");
    }

    @Test
    void aChangedMappingShowsWhatItWouldMakeOfEachRecordAndStoresNothing() throws Exception {
        List<String> before = running.texts(STORED);

        JsonNode page = look(
                ISSUES_FILE,
                ours("jira/streams/issues.yaml").replace("title: /fields/summary", "title: /fields/status/name"),
                integration,
                "");

        assertThat(held(page, "issues")).isEqualTo("30 records, 0 added, 30 different, 0 equal");
        JsonNode row = page.at("/rows/0");
        assertThat(row.at("/columns/title")).isEqualTo(row.at("/columns/status"));
        assertThat(row.at("/columnDifferences/0/pointer").asText()).isEqualTo("/title");
        assertThat(row.at("/recordDifferences")).isEmpty();
        assertThat(running.texts(STORED)).isEqualTo(before);
    }

    @Test
    void whatTheToolSaysOtherwiseByNowIsNamedFieldByField() throws Exception {
        String id = running.jira().site().ids().get(4);
        running.jira().site().change(id);

        JsonNode page = look(ISSUES_FILE, ours("jira/streams/issues.yaml"), integration, "");

        JsonNode row = page.at("/rows/0");
        assertThat(row.at("/externalId").asText()).isEqualTo(id);
        assertThat(row.at("/state").asText()).isEqualTo("different");
        assertThat(row.at("/recordDifferences").findValuesAsText("pointer")).contains("/fields/updated");
        running.sync(integration, SyncMode.INCREMENTAL);
    }

    @Test
    void thePageGoesThroughTheVersionAndNotThroughWhatRuns() throws Exception {
        String keepsNothing =
                ours("sync/page.camel.yaml").replaceFirst("(?s)        - bean:\\s+id: sync-page-keep.*", "");

        JsonNode page = look("sync/page.camel.yaml", keepsNothing, integration, "&stream=issues");

        assertThat(page.at("/request").asText()).contains(SEARCH);
        assertThat(page.at("/streams")).isEmpty();
    }

    @Test
    void anEmbeddedStreamIsSeenInThePageOfItsParents() throws Exception {
        JsonNode page = look("jira/tool.yaml", ours("jira/tool.yaml"), integration, "&stream=comments");

        assertThat(page.at("/stream").asText()).isEqualTo("issues");
        assertThat(page.at("/streams").findValuesAsText("stream")).contains("issues", "comments");
    }

    @Test
    void aListOfEachParentIsAskedForOneThatIsStored() throws Exception {
        JsonNode page = look("jira/versions.yaml", ours("jira/streams/versions.yaml"), integration, "");
        assertThat(page.at("/streams/0/records").asInt()).isPositive();

        Integration fresh = running.connect();

        assertThatExceptionOfType(CommandFailed.class)
                .isThrownBy(() -> look("jira/versions.yaml", ours("jira/streams/versions.yaml"), fresh, ""))
                .withMessageContaining("sync the integration first");
    }

    @Test
    void withoutStoredRecordsAllAreAdded() throws Exception {
        JsonNode page = look(ISSUES_FILE, ours("jira/streams/issues.yaml"), running.connect(), "");

        assertThat(held(page, "issues")).isEqualTo("30 records, 30 added, 0 different, 0 equal");
    }

    @Test
    void aRefusalOfTheToolIsToldAndRecordedNowhere() throws Exception {
        List<String> before = running.texts(STORED);
        running.jira().exchanges().reset();
        running.jira().faults().add(Fault.status(503).on(SEARCH).always());

        assertThatExceptionOfType(CommandFailed.class)
                .isThrownBy(() -> look(ISSUES_FILE, ours("jira/streams/issues.yaml"), integration, ""))
                .withMessageContaining("503");

        assertThat(running.jira().exchanges().count(SEARCH)).isOne();
        assertThat(running.texts(STORED)).isEqualTo(before);
        assertThat(api.get("/integrations/" + integration.id()).at("/status").asText())
                .isEqualTo("connected");
    }

    @Test
    void aBrokenVersionIsToldWithoutAskingTheTool() throws Exception {
        running.jira().exchanges().reset();

        JsonNode told = check(ISSUES_FILE, "description: Issues.\nlits: {get: /x}\n", integration, "");

        assertThat(told.at("/problems")).isNotEmpty();
        assertThat(told.has("page")).isFalse();
        assertThat(running.jira().exchanges().counts()).isEmpty();
    }

    @Test
    void whatCannotBeLookedAtIsRefusedAndNamed() {
        assertThatExceptionOfType(CommandFailed.class)
                .isThrownBy(() -> look("trello/cards.yaml", ours("trello/streams/cards.yaml"), integration, ""))
                .withMessageContaining("is an integration of jira, not of trello");
        assertThatExceptionOfType(CommandFailed.class)
                .isThrownBy(() -> look("jira/tool.yaml", ours("jira/tool.yaml"), integration, "&stream=tickets"))
                .withMessageContaining("no stream tickets");
    }

    @Test
    void itsRequestsCountAsThoseOfTheIntegration() throws Exception {
        look(ISSUES_FILE, ours("jira/streams/issues.yaml"), integration, "");
        running.service()
                .context()
                .getRegistry()
                .lookupByNameAndType("traffic", Traffic.class)
                .write();

        assertThat(running.number("select count(*) from bactrian.usage u where not exists"
                        + " (select from bactrian.integrations i where i.id = u.integration_id)"))
                .isZero();
    }

    private static JsonNode look(String file, String content, Integration of, String more) throws Exception {
        JsonNode told = check(file, content, of, more);
        assertThat(told.at("/problems")).as(told.toString()).isEmpty();
        return told.at("/page");
    }

    private static JsonNode check(String file, String content, Integration of, String more) throws Exception {
        return api.post(
                "/routes/" + file + "/check?integrationId=" + of.id() + more,
                new ObjectMapper().createObjectNode().put("content", content));
    }

    private static String held(JsonNode page, String stream) {
        for (JsonNode held : page.at("/streams")) {
            if (held.at("/stream").asText().equals(stream)) {
                return held.at("/records").asInt() + " records, " + held.at("/added") + " added, "
                        + held.at("/different") + " different, " + held.at("/equal") + " equal";
            }
        }
        return "none";
    }

    private static List<String> texts(JsonNode array) {
        return new ObjectMapper().convertValue(array, new TypeReference<>() {});
    }

    private static String ours(String file) throws IOException {
        return Files.readString(Path.of("routes").resolve(file));
    }
}
