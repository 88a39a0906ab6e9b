package io.bactrian.simulate.jira;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bactrian.simulate.VendorContract;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Holds every answer of the simulator to the vendor's description of Jira. */
class JiraConformanceIT {

    private static final String ALL = "created >= \"1970-01-02 00:00\" order by created asc, key asc";

    @Test
    void everyAnswerIsAsTheVendorDescribesIt() throws Exception {
        VendorContract contract = JiraContract.load();
        try (SimulatedJira jira =
                SimulatedJira.start(JiraSettings.defaults().withIssues(200).withBoards(3))) {
            contract.watch(jira.exchanges());

            askEverything(new JiraClient(jira), jira.site());
            askOfBoards(new JiraClient(jira));
        }

        assertThat(contract.violations()).isEmpty();
    }

    @Test
    void theAnswersToABenchmarkAreAsTheVendorDescribesThem() throws Exception {
        VendorContract contract = JiraContract.load();
        JiraSettings settings =
                JiraSettings.defaults().withIssues(200).withBenchmark(true).withParts(Parts.each(3));
        try (SimulatedJira jira = SimulatedJira.start(settings)) {
            contract.watch(jira.exchanges());

            askEverything(new JiraClient(jira), jira.site());
        }

        assertThat(contract.violations()).isEmpty();
    }

    @Test
    void aRequestThatTheVendorDoesNotKnowIsAViolation() throws Exception {
        VendorContract contract = JiraContract.load();
        try (SimulatedJira jira = SimulatedJira.start(JiraSettings.defaults().withIssues(20))) {
            contract.watch(jira.exchanges());

            new JiraClient(jira).send("/rest/api/3/users/search?max=7&startAt=x");
            new JiraClient(jira).send("/rest/api/3/users/search?max=7");
        }

        assertThat(contract.violations())
                .hasSize(1)
                .allSatisfy((violation, times) -> assertThat(violation).endsWith("unknown parameter max"));
    }

    private static void askOfBoards(JiraClient client) throws IOException, InterruptedException {
        for (String board : new String[] {"1", "2", "3", "99"}) {
            for (String path : new String[] {"", "/configuration", "/sprint?maxResults=3", "/quickfilter", "/epic"}) {
                client.send("/rest/agile/1.0/board/" + board + path);
            }
        }
        client.send("/rest/agile/1.0/board?startAt=1&orderBy=name");
        client.send("/rest/agile/1.0/sprint/3");
        client.send("/rest/agile/1.0/sprint/99");
        client.search("sprint = 3", "&fields=id");
        client.search("filter = 10001", "&fields=id");
        client.send(JiraClient.query("sprint = 99"));
        client.send(JiraClient.query("filter = 99"));
    }

    private static void askEverything(JiraClient client, SimulatedSite site) throws IOException, InterruptedException {
        String id = site.ids().get(4);
        client.search(ALL, "&fields=*all&expand=changelog&maxResults=100");
        client.search(ALL, "&fields=id&maxResults=5000");
        client.send(JiraClient.query("nonsense"));
        client.post("/rest/api/3/search/jql", "{\"jql\":\"created >= '2020-01-01'\",\"fields\":[\"*all\"]}");
        client.post("/rest/api/3/search/approximate-count", "{\"jql\":\"created >= '2020-01-01'\"}");
        for (String path : new String[] {
            "myself",
            "serverInfo",
            "status",
            "field",
            "project/search?expand=lead",
            "users/search?maxResults=1000",
            "mypermissions?permissions=BROWSE_PROJECTS",
            "worklog/updated?since=0",
            "worklog/deleted?since=0"
        }) {
            client.send("/rest/api/3/" + path);
        }
        for (String path : new String[] {"", "/comment?orderBy=created", "/worklog", "/changelog"}) {
            client.send("/rest/api/3/issue/" + id + path);
            client.send("/rest/api/3/issue/1" + path);
        }
        client.post(
                "/rest/api/3/issue/bulkfetch",
                "{\"issueIdsOrKeys\":[\"" + id + "\",\"1\"],\"fields\":[\"*all\"],\"expand\":[\"changelog\"]}");
        client.post("/rest/api/3/changelog/bulkfetch", "{\"issueIdsOrKeys\":[\"" + id + "\"],\"maxResults\":1000}");
        JsonNode worklog = client.get("/rest/api/3/issue/" + id + "/worklog").at("/worklogs/0/id");
        client.post("/rest/api/3/worklog/list", "{\"ids\":[" + worklog.asLong(1) + "]}");
    }
}
