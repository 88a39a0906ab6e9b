package io.bactrian.simulate.jira;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a simulated Jira promises to whoever syncs from it. */
class SimulatedJiraIT {

    private static final String ALL = "created >= \"1970-01-02 00:00\" order by created asc, key asc";

    private SimulatedJira jira;
    private JiraClient client;

    @BeforeEach
    void start() {
        jira = SimulatedJira.start(JiraSettings.defaults().withIssues(250));
        client = new JiraClient(jira);
    }

    @AfterEach
    void stop() {
        jira.close();
    }

    @Test
    void aSearchFindsEveryIssueOnceAndInOrder() throws Exception {
        List<String> found = client.search(ALL, "&fields=*all&expand=changelog&maxResults=100");

        assertThat(found).isEqualTo(jira.site().ids()).hasSize(250);
    }

    @Test
    void aSearchWithoutFieldsShowsOnlyIds() throws Exception {
        JsonNode page = client.get(JiraClient.query(ALL));

        assertThat(page.path("issues"))
                .hasSize(50)
                .allSatisfy(issue -> assertThat(issue).hasSize(1));
        assertThat(page.has("total")).isFalse();
    }

    @Test
    void theSmallStreamsAnswer() throws Exception {
        JsonNode projects = client.get("/rest/api/3/project/search");
        JsonNode users = client.get("/rest/api/3/users/search?maxResults=1000");
        JsonNode past = client.get("/rest/api/3/users/search?maxResults=1000&startAt=77");

        assertThat(projects.path("values")).hasSize(7);
        assertThat(users).hasSize(77).anyMatch(user -> !user.path("active").asBoolean());
        assertThat(past).isEmpty();
        assertThat(client.get("/rest/api/3/status")).hasSize(7);
        assertThat(client.get("/rest/api/3/field")).hasSizeGreaterThan(30);
    }

    @Test
    void aBulkFetchShowsTheTruth() throws Exception {
        JsonNode answer = client.post(
                "/rest/api/3/issue/bulkfetch",
                "{\"issueIdsOrKeys\":[\"10013\",\"99\"],\"fields\":[\"*all\"],\"expand\":[\"changelog\"]}");

        assertThat(answer.at("/issues/0")).isEqualTo(jira.site().truth("10013"));
        assertThat(answer.at("/issueErrors")).hasSize(1);
    }

    @Test
    void whatASearchLeavesOutOfAnIssueCanBeFetched() throws Exception {
        JsonNode embedded = client.get("/rest/api/3/issue/10013").at("/fields/comment");
        JsonNode first = client.get("/rest/api/3/issue/10013/comment?maxResults=100");
        JsonNode second = client.get("/rest/api/3/issue/10013/comment?maxResults=100&startAt=100");
        JsonNode changes = client.post("/rest/api/3/changelog/bulkfetch", "{\"issueIdsOrKeys\":[\"10011\",\"10012\"]}");

        assertThat(embedded.path("comments")).hasSize(20);
        assertThat(embedded.path("total").asInt()).isEqualTo(130);
        assertThat(first.path("comments")).hasSize(100);
        assertThat(second.path("comments")).hasSize(30);
        assertThat(changes.at("/issueChangeLogs/0/changeHistories")).hasSize(120);
        assertThat(changes.at("/issueChangeLogs/0/changeHistories/0/created").isNumber())
                .isTrue();
    }

    @Test
    void anUnboundedSearchIsRefused() throws Exception {
        var answer = client.send(JiraClient.query("order by created asc"));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("errorMessages", "Unbounded");
    }

    @Test
    void aChangedIssueIsFoundByTheMinuteOfItsChange() throws Exception {
        String since = java.time.format.DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm")
                .withZone(jira.settings().timeZone())
                .format(java.time.Instant.now());

        JsonNode answer = client.post("/_simulator/changes", "{\"kind\":\"comment\",\"issue\":\"10007\"}");

        assertThat(answer.at("/changed/0").asText()).isEqualTo("10007");
        assertThat(client.search("updated >= \"" + since + "\"", "")).containsExactly("10007");
    }

    @Test
    void aPlannedFaultIsPlayedAsOftenAsAskedFor() throws Exception {
        client.post(
                "/_simulator/faults",
                "{\"kind\":\"status\",\"status\":429,\"retryAfter\":3,\"times\":1,\"path\":\"/myself\"}");

        var refused = client.send("/rest/api/3/myself");

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After")).contains("3");
        assertThat(client.send("/rest/api/3/myself").statusCode()).isEqualTo(200);
        assertThat(jira.exchanges().count("/myself")).isEqualTo(2);
    }
}
