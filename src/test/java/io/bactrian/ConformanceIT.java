package io.bactrian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.access.Caller;
import io.bactrian.connection.Integration;
import io.bactrian.connection.NewIntegration;
import io.bactrian.run.RunOutcome;
import io.bactrian.run.RunReport;
import io.bactrian.run.SyncMode;
import io.bactrian.simulate.VendorContract;
import io.bactrian.simulate.jira.JiraContract;
import io.bactrian.simulate.jira.JiraSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is asked of Jira from the first call of a connection to the last of a census, on the site and through the gateway. */
class ConformanceIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SITE = "https://site.example";

    @TempDir
    Path directory;

    private RunningService running;

    @BeforeEach
    void start() {
        running = RunningService.start(
                directory, JiraSettings.defaults().withIssues(150).withBoards(4), Map.of());
    }

    @AfterEach
    void stop() {
        running.close();
    }

    @Test
    void everyRequestIsOneThatTheVendorDescribes() throws Exception {
        VendorContract contract = JiraContract.load();
        contract.watch(running.jira().exchanges());

        wholeChain(running.connect());

        assertThat(contract.violations()).isEmpty();
        assertThat(running.jira().exchanges().counts())
                .containsOnlyKeys(
                        "GET /rest/agile/1.0/board",
                        "GET /rest/agile/1.0/board/{id}/configuration",
                        "GET /rest/agile/1.0/board/{id}/epic",
                        "GET /rest/agile/1.0/board/{id}/quickfilter",
                        "GET /rest/agile/1.0/board/{id}/sprint",
                        "GET /rest/api/2/serverInfo",
                        "GET /rest/api/3/dashboard/search",
                        "GET /rest/api/3/field",
                        "GET /rest/api/3/filter/search",
                        "GET /rest/api/3/group/bulk",
                        "GET /rest/api/3/issue/{id}/comment",
                        "GET /rest/api/3/issue/{id}/worklog",
                        "GET /rest/api/3/issueLinkType",
                        "GET /rest/api/3/issuetype",
                        "GET /rest/api/3/label",
                        "GET /rest/api/3/myself",
                        "GET /rest/api/3/priority/search",
                        "GET /rest/api/3/project/search",
                        "GET /rest/api/3/project/type",
                        "GET /rest/api/3/project/{id}/component",
                        "GET /rest/api/3/project/{id}/version",
                        "GET /rest/api/3/projectCategory",
                        "GET /rest/api/3/resolution/search",
                        "GET /rest/api/3/search/jql",
                        "GET /rest/api/3/serverInfo",
                        "GET /rest/api/3/status",
                        "GET /rest/api/3/statuscategory",
                        "GET /rest/api/3/worklog/deleted",
                        "GET /rest/api/3/worklog/updated",
                        "GET /rest/api/3/users/search",
                        "POST /rest/api/3/changelog/bulkfetch",
                        "POST /rest/api/3/issue/bulkfetch");
    }

    @Test
    void withACloudIdEveryCallGoesThroughTheGateway() throws Exception {
        List<String> paths = new CopyOnWriteArrayList<>();
        running.jira().exchanges().listen(exchange -> paths.add(exchange.path()));

        wholeChain(running.operations().connectToTool(Caller.SYSTEM, throughTheGateway(), true));

        String gateway = "/ex/jira/" + running.jira().settings().cloudId() + "/rest/";
        assertThat(paths).isNotEmpty().allSatisfy(path -> assertThat(path).startsWith(gateway));
        assertThat(running.texts("select distinct left(url, 28) from work.items where stream = 'issues'"))
                .containsExactly(SITE + "/browse/");
    }

    private void wholeChain(Integration integration) throws IOException {
        assertInSync(running.sync(integration, SyncMode.FULL));
        String issue = running.jira().site().ids().get(7);
        running.jira().site().change(issue);
        running.jira().site().comment(issue);
        running.jira().site().create();
        forget(running.jira().site().ids().get(9));
        assertInSync(running.sync(integration, SyncMode.INCREMENTAL));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> running.number("select count(*) from bactrian.health_checks where healthy") > 0);
    }

    /** A record that is missing here is looked up directly. */
    private void forget(String issue) {
        running.jdbi().useHandle(handle -> {
            handle.execute("delete from work.records where stream = 'issues' and external_id = ?", issue);
            handle.execute("delete from work.items where stream = 'issues' and external_id = ?", issue);
        });
    }

    private NewIntegration throughTheGateway() {
        ObjectNode config = JSON.createObjectNode()
                .put("baseUrl", SITE)
                .put("cloudId", running.jira().settings().cloudId())
                .put("gatewayUrl", running.jira().address().toString());
        ObjectNode credentials = JSON.createObjectNode()
                .put("accessToken", running.jira().settings().scopedToken());
        return new NewIntegration("jira", "gateway", null, config, credentials, null, null, null);
    }

    private static void assertInSync(RunReport run) {
        assertThat(run.outcome()).as(run.toString()).isEqualTo(RunOutcome.IN_SYNC);
    }
}
